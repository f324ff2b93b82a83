using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Stamgast.Attachments;

/// <summary>
/// Asks a program of the organisation about a document: it gets the bytes on its input and ends with 0 when they are clean. Without a shell, so that
/// nothing in a name or a document is read as a command.
/// </summary>
public static class VirusScan
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Passes when the program finds nothing, or when none is set.</summary>
    /// <param name="command">Its path and arguments, parted by spaces; an argument with spaces stands between double quotes.</param>
    /// <exception cref="RefusedException">attachment.infected; attachment.scan: the program could not answer, so nothing was kept.</exception>
    public static void Check(string command, string name, byte[] bytes)
    {
        var words = Words(command);
        if (words.Count == 0) return;
        var program = words[0];
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var argument in words.Skip(1)) start.ArgumentList.Add(argument);
        int answer;
        try
        {
            using var scan = Process.Start(start) ?? throw new RefusedException("attachment.scan", program);
            var heard = Task.WhenAll(scan.StandardOutput.ReadToEndAsync(), scan.StandardError.ReadToEndAsync());
            Give(scan, bytes);
            if (!scan.WaitForExit(Patience) || !heard.Wait(Patience))
            {
                scan.Kill(entireProcessTree: true);
                throw new RefusedException("attachment.scan", program);
            }
            answer = scan.ExitCode;
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            throw new RefusedException(new Refusal("attachment.scan", program), e);
        }
        if (answer != 0) throw new RefusedException("attachment.infected", name);
    }

    /// <summary>The words of a command line.</summary>
    internal static IReadOnlyList<string> Words(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (isQuoted, isOpen) = (false, false);
        foreach (var c in command)
        {
            if (c == '"') (isQuoted, isOpen) = (!isQuoted, true);
            else if (c == ' ' && !isQuoted)
            {
                if (isOpen) words.Add(word.ToString());
                word.Clear();
                isOpen = false;
            }
            else
            {
                word.Append(c);
                isOpen = true;
            }
        }
        if (isOpen) words.Add(word.ToString());
        return words;
    }

    // A program that has seen enough closes its input.
    private static void Give(Process scan, byte[] bytes)
    {
        var given = Task.Run(() =>
        {
            try
            {
                scan.StandardInput.BaseStream.Write(bytes);
                scan.StandardInput.Close();
            }
            catch (IOException) { }
        });
        if (given.Wait(Patience)) return;
        scan.Kill(entireProcessTree: true);
        throw new RefusedException("attachment.scan", scan.StartInfo.FileName);
    }
}
