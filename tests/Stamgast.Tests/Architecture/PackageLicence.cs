using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Stamgast.Architecture;

/// <summary>A package that the project restores, directly or through another one, and the licence that it names.</summary>
/// <param name="Licence">An SPDX expression, or "public domain"; null when the package names none that we can read.</param>
internal sealed partial record PackageLicence(string Name, string Version, string? Licence)
{
    private static readonly string[] ForAll =
        ["MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Zlib", "PostgreSQL", "MS-PL", "OFL-1.1", "Unlicense", "public domain"];

    // Packages that are not shipped may also require that changes to their own files stay open.
    private static readonly string[] ForTests = [.. ForAll, "MPL-2.0"];

    /// <summary>The packages of a restored project, as its <c>project.assets.json</c> lists them.</summary>
    public static IEnumerable<PackageLicence> OfProject(string assetsFile)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(assetsFile));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToArray();
        foreach (var library in assets.RootElement.GetProperty("libraries").EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() != "package") continue;
            var name = library.Name.Split('/');
            var path = library.Value.GetProperty("path").GetString()!;
            var folder = folders.Select(f => Path.Combine(f, path)).FirstOrDefault(Directory.Exists);
            yield return new(name[0], name[1], folder is null ? null : Named(folder));
        }
    }

    /// <summary>The browser packages in a <c>package-lock.json</c>: shipped ones, or those of the tests.</summary>
    public static IEnumerable<PackageLicence> OfLock(string lockFile, bool forTests)
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(lockFile));
        foreach (var package in locked.RootElement.GetProperty("packages").EnumerateObject())
        {
            if (package.Name.Length == 0 || package.Value.TryGetProperty("dev", out _) != forTests) continue;
            var licence = package.Value.TryGetProperty("license", out var named) ? named.GetString() : null;
            yield return new(package.Name["node_modules/".Length..], package.Value.GetProperty("version").GetString()!, licence);
        }
    }

    /// <summary>True when one of the alternatives is allowed in all its parts.</summary>
    public bool IsAllowed(bool inTests)
    {
        var allowed = inTests ? ForTests : ForAll;
        return Licence?.Split(" OR ").Any(choice => choice.Split(" AND ").All(part => allowed.Contains(part.Trim(), StringComparer.OrdinalIgnoreCase))) == true;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name} {Version}: {Licence ?? "unknown licence"}";

    private static string? Named(string folder)
    {
        var specification = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single());
        var licence = specification.Descendants().FirstOrDefault(e => e.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value switch
        {
            "expression" => licence.Value,
            "file" => Recognised(Words().Replace(File.ReadAllText(Path.Combine(folder, licence.Value.Replace('\\', '/'))), " ")),
            _ => null,
        };
    }

    private static string? Recognised(string text) =>
        text.Contains("Permission is hereby granted, free of charge, to any person obtaining a copy of this software", StringComparison.Ordinal) ? "MIT"
        : text.Contains("SQLite is Public Domain", StringComparison.Ordinal) ? "public domain"
        : null;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Words();
}
