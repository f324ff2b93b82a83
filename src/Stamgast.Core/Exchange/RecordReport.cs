using System.Text.Json;
using System.Text.Json.Serialization;
using Stamgast.Changes;
using Stamgast.Proposals;

namespace Stamgast.Exchange;

/// <summary>The facts about a file of records, kept with its proposal until it is applied.</summary>
public sealed record RecordReport : ProposalReport
{
    /// <summary>The headers of columns that were not used.</summary>
    public IReadOnlyList<string> Unmapped { get; init; } = [];

    /// <summary>The column of each field in the file, by field name: to show the original text of a row that cannot be applied.</summary>
    public IReadOnlyDictionary<string, int> Columns { get; init; } = new Dictionary<string, int>();

    /// <summary>The headers of the file; none once it is applied.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>True when customers that are not found are added.</summary>
    public bool CreatesCustomers { get; init; }

    /// <summary>True when addresses and phone numbers of customers who are found are changed.</summary>
    public bool UpdatesCustomers { get; init; }

    /// <summary>The number of customers that are added before the records, if any are.</summary>
    public long NewCustomers { get; init; }

    /// <summary>The number of rows that need one of them.</summary>
    public long WithNewCustomer { get; init; }

    /// <summary>True when the file has columns with addresses or phone numbers.</summary>
    public bool HasAddresses { get; init; }

    /// <summary>The number of customers that will be added.</summary>
    [JsonIgnore]
    public long Adding => CreatesCustomers ? NewCustomers : 0;

    /// <summary>The number of customers that will be changed.</summary>
    [JsonIgnore]
    public long Changing => UpdatesCustomers ? ChangingCustomers : 0;

    /// <summary>The number of rows whose customer was found by e-mail address.</summary>
    public long ByEmail { get; init; }

    /// <summary>The number of rows with the number or address of a customer that was merged into another.</summary>
    public long ByMerged { get; init; }

    /// <summary>The change set of the customers that were added and changed along, once applied; null without any.</summary>
    public long? CreatedAlong { get; init; }

    /// <summary>The facts about a proposal.</summary>
    public static new RecordReport Of(ChangeSet set) =>
        set.Reading is { } reading ? JsonSerializer.Deserialize<RecordReport>(reading, JsonSerializerOptions.Web)! : new RecordReport();
}
