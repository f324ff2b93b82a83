using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Stamgast.App.Serving;

/// <summary>
/// A form with files that is read as it comes in, so that two gigabytes pass through a small memory. The fields must stand before
/// the files in the form, the token first.
/// </summary>
public sealed class StreamedUpload
{
    /// <summary>The largest file that is taken, in bytes: 2 GiB.</summary>
    public const long LargestFile = 2L << 30;

    private const int LongestField = 64 * 1024;

    private StreamedUpload(IReadOnlyDictionary<string, string> fields, string? fileName, Stream? content)
    {
        Fields = fields;
        FileName = fileName;
        Content = content;
    }

    /// <summary>The fields before the file.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>As the browser said it, without folders; null when the form brought no file.</summary>
    public string? FileName { get; }

    /// <summary>The file, to be read once and forward; null when the form brought none.</summary>
    public Stream? Content { get; }

    /// <summary>Reads the fields and stops at the start of the first file.</summary>
    /// <exception cref="AntiforgeryValidationException">The form carries no valid token.</exception>
    public static async Task<StreamedUpload> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestFile;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
            throw new BadHttpRequestException("A form with a file was expected.");
        var reader = new MultipartReader(boundary.Value!, context.Request.Body) { BodyLengthLimit = LargestFile };
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
            if (disposition.IsFileDisposition())
            {
                await CheckTokenAsync(context, fields);
                var name = (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value ?? "";
                return name.Length == 0
                    ? new StreamedUpload(fields, null, null)
                    : new StreamedUpload(fields, Path.GetFileName(name.Replace('\\', '/')), section.Body);
            }
            fields[HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""] = await ReadFieldAsync(section.Body, context.RequestAborted);
        }
        await CheckTokenAsync(context, fields);
        return new StreamedUpload(fields, null, null);
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken cancel)
    {
        var buffer = new byte[LongestField];
        var length = await body.ReadAtLeastAsync(buffer, LongestField, throwOnEndOfStream: false, cancel);
        return length < LongestField
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

    /// <summary>Marks a route whose body is read by <see cref="StreamedUpload"/>.</summary>
    internal sealed class Marker;
}
