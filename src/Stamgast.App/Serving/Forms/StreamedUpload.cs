using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Stamgast.App.Serving.Forms;

/// <summary>
/// A form with files that is read as it arrives, so that two gigabytes pass through a small memory. The fields must precede the files in the form,
/// the token first.
/// </summary>
public sealed class StreamedUpload
{
    /// <summary>The largest file that is taken, in bytes: 2 GiB.</summary>
    public const long LargestFile = 2L << 30;

    private const int LongestField = 64 * 1024;

    private readonly MultipartReader reader;
    private readonly int longestField;
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);

    private StreamedUpload(MultipartReader reader, int longestField) => (this.reader, this.longestField) = (reader, longestField);

    /// <summary>The fields before the file.</summary>
    public IReadOnlyDictionary<string, string> Fields => fields;

    /// <summary>As sent by the browser, without folders; null when the form has no file, or no further one.</summary>
    public string? FileName { get; private set; }

    /// <summary>The file, to be read once and forward; null when the form has none, or no further one.</summary>
    public Stream? Content { get; private set; }

    /// <summary>True for a route whose body this class reads.</summary>
    internal static bool IsAt(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<Marker>() is not null;

    /// <summary>Reads the fields and stops at the start of the first file.</summary>
    /// <param name="longestField">The most bytes of a field.</param>
    /// <exception cref="AntiforgeryValidationException">The form carries no valid token.</exception>
    public static async Task<StreamedUpload> ReadAsync(HttpContext context, int longestField = LongestField)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestFile;
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
            throw new BadHttpRequestException("A form with a file was expected.");
        var upload = new StreamedUpload(new MultipartReader(boundary.Value!, context.Request.Body) { BodyLengthLimit = LargestFile }, longestField);
        await upload.AdvanceAsync(context.RequestAborted);
        await CheckTokenAsync(context, upload.fields);
        return upload;
    }

    /// <summary>Goes on to the next file of the form; the one before is passed over when it was not read to its end.</summary>
    /// <returns>False when there is no further one.</returns>
    public async Task<bool> NextFileAsync(CancellationToken cancel)
    {
        await AdvanceAsync(cancel);
        return FileName is not null;
    }

    private async Task AdvanceAsync(CancellationToken cancel)
    {
        (FileName, Content) = (null, null);
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
            if (disposition.IsFileDisposition())
            {
                // A form without a chosen file sends one without a name.
                var name = (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value ?? "";
                if (name.Length > 0)
                    (FileName, Content) = (Path.GetFileName(string.Concat(name.Where(c => !char.IsControl(c))).Replace('\\', '/')), section.Body);
                return;
            }
            fields[HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""] = await ReadFieldAsync(section.Body, cancel);
        }
    }

    private async Task<string> ReadFieldAsync(Stream body, CancellationToken cancel)
    {
        var buffer = new byte[longestField];
        var length = await body.ReadAtLeastAsync(buffer, longestField, throwOnEndOfStream: false, cancel);
        if (buffer.AsSpan(0, length).Contains((byte)0)) throw new BadHttpRequestException("A field of the form holds a zero character.");
        return length < longestField
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw new BadHttpRequestException("A field of the form is too long.", StatusCodes.Status413PayloadTooLarge);
    }

    private static async Task CheckTokenAsync(HttpContext context, Dictionary<string, string> fields)
    {
        var forms = context.RequestServices.GetRequiredService<IAntiforgery>();
        // The framework looks for the token in this header before it would read the whole form.
        if (fields.TryGetValue(FormGuard.TokenField, out var token) && !context.Request.Headers.ContainsKey(FormGuard.TokenHeader))
            context.Request.Headers[FormGuard.TokenHeader] = token;
        if (!context.Request.Headers.ContainsKey(FormGuard.TokenHeader)) throw new AntiforgeryValidationException("The form carries no token.");
        await forms.ValidateRequestAsync(context);
    }

    /// <summary>Marks a route whose body <see cref="StreamedUpload"/> reads.</summary>
    internal sealed class Marker;
}
