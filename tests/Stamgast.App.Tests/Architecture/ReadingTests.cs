using System.Data.Common;
using System.Reflection;
using Stamgast.App.Jobs;
using Stamgast.App.Serving;
using Stamgast.App.Start;
using Stamgast.Architecture;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Architecture;

/// <summary>Pages and commands read customers only through the classes of Core that take a viewer: docs/decisions/0049-viewer.md.</summary>
public sealed class ReadingTests
{
    // The keys that sign forms are stored in the base, and are read before anybody is known.
    private static readonly string[] MayOpenTheModel = ["ProtectionKeys"];

    // Files that look without showing: a health check, rows of a proposal by number, the errors file that only the maker of an import may fetch.
    private static readonly string[] MayLookAsTheProgram = ["Start/Health.cs", "Importing/ErrorsFile.cs", "Importing/ImportCancel.cs",
        "Importing/ImportsLetGo.cs", "Importing/Previews/RowMatching.cs"];

    private static readonly string[] OfSql = ["Microsoft.EntityFrameworkCore.Relational", "Microsoft.Data.Sqlite", "Npgsql"];

    [Fact]
    public void No_page_and_no_command_opens_the_model_or_writes_SQL()
    {
        var breaches = Breaches(typeof(WebHost).Assembly).Except(MayOpenTheModel).ToArray();
        Assert.True(breaches.Length == 0, "These read past the viewer; use CustomerList, CustomerLookup, History, SeenChangeSets and so on: "
            + string.Join(", ", breaches));
        Assert.Equal(MayOpenTheModel, Breaches(typeof(WebHost).Assembly).Intersect(MayOpenTheModel));
    }

    [Fact]
    public void Actions_on_a_page_use_the_viewer_of_that_page()
    {
        Assert.Equal([nameof(JobActors), nameof(Requester)], Calling(typeof(WebHost).Assembly, m => m is ConstructorInfo && m.DeclaringType == typeof(Actor)));
        Assert.Contains(nameof(Careless), Calling(typeof(Careless).Assembly, m => m is ConstructorInfo && m.DeclaringType == typeof(Actor)));
    }

    [Fact]
    public void Only_a_few_files_look_as_the_program_itself()
    {
        var files = Repository.Files("src/Stamgast.App", ".cs", ".razor")
            .Where(f => File.ReadAllText(Path.Combine(Repository.Root, f)).Contains("Viewer." + nameof(Viewer.System), StringComparison.Ordinal))
            .Select(f => f.Replace('\\', '/')["src/Stamgast.App/".Length..]);
        Assert.Equal(MayLookAsTheProgram.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_page_that_opens_the_model_or_writes_SQL_would_be_found()
    {
        var breaches = Breaches(typeof(Careless).Assembly);
        Assert.Contains(nameof(Careless), breaches);
        Assert.Contains(nameof(AlsoCareless), breaches);
        Assert.DoesNotContain(nameof(Careful), breaches);
    }

    private static List<string> Breaches(Assembly assembly) =>
        [.. assembly.GetTypes().Where(t => TypeUses.Of(t).Any(IsPastTheViewer)).Select(Outer).Distinct().Order(StringComparer.Ordinal)];

    private static bool IsPastTheViewer(Type type) =>
        typeof(StamgastContext).IsAssignableFrom(type) || typeof(DbCommand).IsAssignableFrom(type) || typeof(DbConnection).IsAssignableFrom(type)
        || (OfSql.Contains(type.Assembly.GetName().Name) && !typeof(Exception).IsAssignableFrom(type));

    private static IEnumerable<string> Calling(Assembly assembly, Func<MethodBase, bool> which) =>
        assembly.GetTypes().Where(t => TypeUses.Calls(t).Any(which)).Select(Outer).Distinct().Order(StringComparer.Ordinal);

    // Compiler-generated types of lambdas and iterators belong to their class.
    private static string Outer(Type type) => type.DeclaringType is { } outer && type.Name.Contains('<', StringComparison.Ordinal) ? Outer(outer) : type.Name;

    private static class Careless
    {
        public static string? FirstName(Base customers)
        {
            using var context = customers.NewContext();
            return context.Customers.Select(c => c.FirstName).FirstOrDefault() + new Actor(1, Door.Form);
        }
    }

    private static class Careful
    {
        public static string? Name(Base customers, Viewer viewer) => new CustomerLookup(customers, viewer).Find(1)?.Values.DisplayName;
    }

    private static class AlsoCareless
    {
        public static object? Count(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            return command.ExecuteScalar();
        }
    }
}
