using Microsoft.EntityFrameworkCore;

namespace Stamgast.Users;

/// <summary>The tables of users, their sessions and one-time links.</summary>
internal static class UserModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<User>(user =>
        {
            user.ToTable("app_user");
            user.HasIndex(u => u.EmailFolded).IsUnique();
        });
        model.Entity<UserSession>(session =>
        {
            session.ToTable("user_session");
            session.HasIndex(s => s.SecretHash).IsUnique();
            session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<SignInLink>(link =>
        {
            link.ToTable("sign_in_link");
            link.HasIndex(l => l.SecretHash).IsUnique();
            link.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ProtectionKey>(key => key.ToTable("protection_key"));
    }
}
