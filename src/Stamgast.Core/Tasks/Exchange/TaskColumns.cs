using Stamgast.Language;
using Stamgast.Text;

namespace Stamgast.Tasks.Exchange;

/// <summary>The columns of a task file: by the names of the template, or by the captions of the fields in any of the four languages.</summary>
internal sealed class TaskColumns
{
    private const string IdName = "id";
    private const string VersionName = "version";

    private TaskColumns(int? id, int? version, IReadOnlyDictionary<int, int> fields, IReadOnlyList<string> unmapped) =>
        (Id, Version, Fields, Unmapped) = (id, version, fields, unmapped);

    /// <summary>The column of the ID; null without one.</summary>
    public int? Id { get; }

    /// <summary>The column of the exported version; null without one.</summary>
    public int? Version { get; }

    /// <summary>The column of each field, by ordinal.</summary>
    public IReadOnlyDictionary<int, int> Fields { get; }

    /// <summary>The same by field names, and "id".</summary>
    public Dictionary<string, int> ByName
    {
        get
        {
            var names = Fields.ToDictionary(f => TaskFields.All[f.Key].Name, f => f.Value);
            if (Id is { } id) names[IdName] = id;
            return names;
        }
    }

    /// <summary>Unknown headers; their columns are not imported.</summary>
    public IReadOnlyList<string> Unmapped { get; }

    /// <exception cref="RefusedException">task.import.columns: neither a title nor an ID is among them.</exception>
    public static TaskColumns Of(IReadOnlyList<string> headers, string path)
    {
        var (fields, unmapped) = (new Dictionary<int, int>(), new List<string>());
        int? id = null, version = null;
        for (var column = 0; column < headers.Count; column++)
        {
            var header = Folding.Letters(headers[column]);
            if (header == IdName && id is null) id = column;
            else if (header == VersionName && version is null) version = column;
            else if (FieldOf(header) is { } field && fields.TryAdd(field, column)) continue;
            else if (headers[column].Length > 0) unmapped.Add(headers[column]);
        }
        return id is null && !fields.ContainsKey(TaskFields.Title)
            ? throw new RefusedException("task.import.columns", System.IO.Path.GetFileName(path), string.Join(", ", TaskExport.Columns))
            : new TaskColumns(id, version, fields, unmapped);
    }

    private static int? FieldOf(string header) => TaskFields.All
        .Where(f => f.Ordinal != TaskFields.DoneAt && (Folding.Letters(f.Name) == header || Captions(f).Any(c => Folding.Letters(c) == header)))
        .Select(f => (int?)f.Ordinal).FirstOrDefault();

    private static IEnumerable<string> Captions(RecordField field) => Texts.Entries[field.CaptionKey];
}
