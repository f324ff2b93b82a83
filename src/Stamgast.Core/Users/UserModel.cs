using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Stamgast.Users;

/// <summary>The tables of users, their sessions and one-time links.</summary>
internal static class UserModel
{
    // SQLite gives times back without a zone, PostgreSQL refuses times that are not UTC.
    private static readonly ValueConverter<DateTime, DateTime> Utc =
        new(time => time.ToUniversalTime(), time => DateTime.SpecifyKind(time, DateTimeKind.Utc));

    public static void Configure(ModelBuilder model)
    {
        model.Entity<User>(user =>
        {
            user.ToTable("app_user");
            user.HasIndex(u => u.EmailFolded).IsUnique();
            user.Property(u => u.CreatedAt).HasConversion(Utc);
            user.Property(u => u.LastSignInAt).HasConversion(Utc);
        });
        model.Entity<UserSession>(session =>
        {
            session.ToTable("user_session");
            session.HasIndex(s => s.SecretHash).IsUnique();
            session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
            session.Property(s => s.CreatedAt).HasConversion(Utc);
            session.Property(s => s.LastSeenAt).HasConversion(Utc);
            session.Property(s => s.ExpiresAt).HasConversion(Utc);
        });
        model.Entity<SignInLink>(link =>
        {
            link.ToTable("sign_in_link");
            link.HasIndex(l => l.SecretHash).IsUnique();
            link.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
            link.Property(l => l.CreatedAt).HasConversion(Utc);
            link.Property(l => l.ExpiresAt).HasConversion(Utc);
        });
        model.Entity<ProtectionKey>(key => key.ToTable("protection_key"));
    }
}
