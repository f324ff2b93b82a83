using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Stamgast.Testing;

namespace Stamgast.Architecture;

/// <summary>Users of the program may use everything in it, and every chosen package has its line in a decision.</summary>
public sealed partial class LicencesTests
{
    private const string Decision = "docs/decisions/0003-dependencies.md";
    private const string Permission = "Permission is hereby granted, free of charge,\n  to any person obtaining a copy of this software and so on.";
    private const string LockFile = "src/Stamgast.App/package-lock.json";

    [Theory]
    [InlineData("src", false)]
    [InlineData("tests", true)]
    [InlineData("bench", true)]
    public void Every_package_of_a_project_has_a_licence_that_we_allow(string folder, bool inTests)
    {
        var projects = Repository.Files(folder, ".csproj").ToArray();
        Assert.NotEmpty(projects);
        foreach (var project in projects)
        {
            var packages = PackageLicence.OfProject(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "obj", "project.assets.json")).ToArray();
            Assert.NotEmpty(packages);
            Assert.DoesNotContain(packages, p => !p.IsAllowed(inTests));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_package_of_the_browser_has_a_licence_that_we_allow(bool forTests) =>
        Assert.DoesNotContain(PackageLicence.OfLock(Path.Combine(Repository.Root, LockFile), forTests), p => !p.IsAllowed(forTests));

    [Theory]
    [InlineData("""<license type="expression">AGPL-3.0-only</license>""", "", false)]
    [InlineData("""<license type="expression">MIT AND AGPL-3.0-only</license>""", "", false)]
    [InlineData("""<license type="expression">(MIT OR Apache-2.0) AND GPL-3.0-only</license>""", "", false)]
    [InlineData("""<license type="expression">MPL-2.0</license>""", "", false)]
    [InlineData("""<license type="file">LICENSE.txt</license>""", "All rights reserved. Ask us for a price.", false)]
    [InlineData("<licenseUrl>https://claes.example/licence</licenseUrl>", "", false)]
    [InlineData("", "", false)]
    [InlineData("""<license type="expression">AGPL-3.0-only OR MIT</license>""", "", true)]
    [InlineData("""<license type="file">LICENSE.txt</license>""", Permission, true)]
    public void The_rule_notices_a_package_that_nobody_may_ship(string named, string file, bool allowed)
    {
        var folder = Directory.CreateTempSubdirectory("stamgast-test-").FullName;
        try
        {
            var package = Directory.CreateDirectory(Path.Combine(folder, "claes.pdf/1.2.3")).FullName;
            File.WriteAllText(Path.Combine(package, "claes.pdf.nuspec"), $"<package><metadata><id>Claes.Pdf</id>{named}</metadata></package>");
            File.WriteAllText(Path.Combine(package, "LICENSE.txt"), file);
            var assets = Path.Combine(folder, "project.assets.json");
            var libraries = new Dictionary<string, object>
            {
                ["Claes.Pdf/1.2.3"] = new { type = "package", path = "claes.pdf/1.2.3" },
                ["Own/1.0.0"] = new { type = "project" },
            };
            File.WriteAllText(assets, JsonSerializer.Serialize(new { packageFolders = new Dictionary<string, object> { [folder] = new { } }, libraries }));
            var found = Assert.Single(PackageLicence.OfProject(assets));
            Assert.Equal(("Claes.Pdf", "1.2.3", allowed), (found.Name, found.Version, found.IsAllowed(inTests: false)));
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [Fact]
    public void A_package_of_the_tests_may_have_a_licence_that_a_shipped_one_may_not()
    {
        var package = new PackageLicence("axe-core", "4.14.1", "MPL-2.0");
        Assert.True(package.IsAllowed(inTests: true));
        Assert.False(package.IsAllowed(inTests: false));
    }

    [Fact]
    public void Each_chosen_package_is_in_the_decision_with_version_and_licence()
    {
        var written = Line().Matches(File.ReadAllText(Path.Combine(Repository.Root, Decision)))
            .Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}: {m.Groups[3].Value}");
        var chosen = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(p => p.Attribute("Include")!.Value, p => p.Attribute("Version")!.Value, StringComparer.OrdinalIgnoreCase);
        var restored = new[] { "src", "tests", "bench" }.SelectMany(folder => Repository.Files(folder, ".csproj"))
            .SelectMany(p => PackageLicence.OfProject(Path.Combine(Repository.Root, Path.GetDirectoryName(p)!, "obj", "project.assets.json")))
            .Where(p => chosen.GetValueOrDefault(p.Name) == p.Version).DistinctBy(p => p.Name).ToArray();
        Assert.Equal(chosen.Keys.Order(StringComparer.Ordinal), restored.Select(p => p.Name).Order(StringComparer.Ordinal));
        var ofBrowser = new[] { false, true }.SelectMany(forTests => PackageLicence.OfLock(Path.Combine(Repository.Root, LockFile), forTests));
        var expected = restored.Select(p => p.ToString()).Concat(ofBrowser.Select(p => p with { Name = p.Name + " (npm)" }).Select(p => p.ToString()));
        Assert.Equal(expected.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| (\S+(?: \(npm\))?) \| (\d\S*) \| ([^|]+?) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
