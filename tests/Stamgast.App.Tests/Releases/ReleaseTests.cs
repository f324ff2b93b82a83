using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Stamgast.Testing;

namespace Stamgast.App.Releases;

/// <summary>The output of <c>bin/release</c>, run as on a machine without the SDK and Node.</summary>
public sealed class ReleaseTests
{
    private static readonly string Machine = RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64
        ? "linux-arm64" : "linux-x64";

    [Fact]
    public async Task A_release_runs_without_the_SDK_and_its_checksum_is_right()
    {
        var folder = Directory.CreateTempSubdirectory("stamgast-release-").FullName;
        try
        {
            var (made, log) = await RunAsync("bash", ["bin/release", Machine, "self-contained"], Repository.Root, inherit: true, ("STAMGAST_RELEASES", folder));
            Assert.True(made == 0, log);
            var release = Assert.Single(Directory.GetDirectories(folder));
            Assert.All(new[] { "stamgast", "libcoreclr.so", "stamgast.service", "Caddyfile", "nginx.conf", "INSTALL.txt", "NOTICES.txt", "CHANGELOG.md" },
                file => Assert.True(File.Exists(Path.Combine(release, file)), file));
            Assert.Empty(Directory.GetFiles(release, "*.pdb"));
            Assert.DoesNotContain(Directory.GetFiles(release), file => Path.GetFileName(file).StartsWith("node_modules", StringComparison.Ordinal));

            var sum = Assert.Single(File.ReadAllLines(Path.Combine(folder, "SHA256SUMS"))).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(sum[0], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, sum[1].TrimStart('*'))))));

            var data = Path.Combine(folder, "data");
            var (seeded, said) = await RunAsync(Path.Combine(release, "stamgast"), ["seed", "--customers", "3", "--data", data], folder, inherit: false);
            Assert.True(seeded == 0, said);
            var (exit, answer) = await RunAsync(Path.Combine(release, "stamgast"), ["export", "--out", "all.csv", "--all-fields", "--json", "--data", data],
                folder, inherit: false);
            Assert.True(exit == 0, answer);
            Assert.Equal(4, File.ReadAllLines(Path.Combine(folder, "all.csv")).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("windows", "self-contained")]
    [InlineData("linux-x64", "portable")]
    public async Task An_unknown_machine_or_kind_is_refused(string machine, string kind)
    {
        var (exit, said) = await RunAsync("bash", ["bin/release", machine, kind], Repository.Root, inherit: true);
        Assert.Equal(2, exit);
        Assert.Contains(machine == "windows" ? "'windows'" : "'portable'", said, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Said)> RunAsync(string program, string[] arguments, string folder, bool inherit,
        params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        if (!inherit)
        {
            start.Environment.Clear();
            start.Environment["PATH"] = "/nowhere";
            start.Environment["HOME"] = folder;
        }
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }
}
