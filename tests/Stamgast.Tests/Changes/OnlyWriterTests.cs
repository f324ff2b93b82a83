using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Changes;

/// <summary>Only RecordWriter writes customers, their history and the data derived from them; checked in the compiled code.</summary>
public sealed partial class OnlyWriterTests
{
    // Only RecordWriter writes records, in any table. The others: ChangeSets marks items dead; ChangeSetRows, Imports and CrashRemains keep the rows of
    // sets that are not history yet; SearchRebuild and its twins rebuild derived data in a restored base, and in one from which the migration
    // SearchBeginnings removed the words, as SearchPlaces and PhonesOfAllCountries did; the migration Stages records where the rows of proposals are;
    // WriteTransaction counts; FirstIndex is the part of RecordWriter that makes the words of a first load; ErasedWords and EraseCustomer permanently
    // remove the data of an erasure; PairStore counts its revisions; NumberSeries sets the last number of a series; KeptReading and the migration of
    // that name remove cells from the reports of older imports.
    private static readonly string[] MayWriteOtherThanCustomers =
    [
        "ChangeSets", "ChangeSetRows", "CrashRemains", "EraseCustomer", "ErasedHistory", "ErasedWords", "FirstIndex", "Imports", "KeptReading", "KeptReadings",
        "NumberSeries", "PairStore", "PhonesOfAllCountries", "PostgresSearchRebuild", "SearchBeginnings", "SearchPlaces", "SearchRebuild",
        "SqliteSearchRebuild", "Stages", "WriteTransaction",
    ];

    [Fact]
    public void No_other_type_has_a_statement_that_writes_customers_or_change_sets()
    {
        Assert.Equal(["RecordWriter"], WritersIn(typeof(Base).Assembly, Records()).Distinct());
        Assert.Empty(WritersIn(typeof(Base).Assembly, Customers()));
        Assert.Empty(WritersIn(typeof(Base).Assembly, Others()).Distinct().Except(MayWriteOtherThanCustomers.Append("RecordWriter")));
    }

    [Fact]
    public void A_type_that_writes_customers_by_itself_would_be_found() =>
        Assert.Contains(nameof(OnlyWriterTests), WritersIn(typeof(Careless).Assembly, Customers()));

    [Theory, EachEngine]
    public async Task The_model_refuses_to_save_a_customer(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Assert.Throws<InvalidOperationException>(() => customers.Write(transaction => { transaction.Context.Customers.Add(new Customer { Id = 1 }); }));
        Assert.Throws<InvalidOperationException>(() => customers.Write(transaction => { transaction.Context.ChangeItems.Add(new ChangeItem { Seq = 1 }); }));
        using var context = customers.NewContext();
        Assert.Empty(context.Customers);
    }

    // Every text in the code with the outermost type that loads it.
    private static IEnumerable<string> WritersIn(Assembly assembly, Regex writing)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0) continue;
            var code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [];
            if (TextsIn(code, metadata).Any(text => writing.IsMatch(text))) yield return Outermost(metadata, method.GetDeclaringType());
        }
    }

    // ldstr is 0x72, and the token of a text begins with 0x70. Other bytes may look the same; an invalid token is skipped.
    private static IEnumerable<string> TextsIn(byte[] code, MetadataReader metadata)
    {
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] != 0x72 || code[i + 4] != 0x70) continue;
            var offset = BitConverter.ToInt32(code, i + 1) & 0xFFFFFF;
            if (offset < metadata.GetHeapSize(HeapIndex.UserString) && Text(metadata, offset) is { } text) yield return text;
        }
    }

    private static string? Text(MetadataReader metadata, int offset)
    {
        try { return metadata.GetUserString(MetadataTokens.UserStringHandle(offset)); }
        catch (BadImageFormatException) { return null; }
    }

    private static string Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil) type = metadata.GetTypeDefinition(type.GetDeclaringType());
        return metadata.GetString(type.Name);
    }

    private const string Verb = @"\b(insert\s+(or\s+\w+\s+)?into|update|delete\s+from|truncate|copy)\s+""?";

    // The part that every statement on a record contains, besides its table.
    [GeneratedRegex(@"set version = version|\(id, version, trashed", RegexOptions.IgnoreCase)]
    private static partial Regex Records();

    [GeneratedRegex(Verb + @"customer\b", RegexOptions.IgnoreCase)]
    private static partial Regex Customers();

    [GeneratedRegex(Verb + @"(customer_key|customer_search|change_set|change_item|counter)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Others();

    private static class Careless
    {
        public static string Statement(string city) => $"update customer set city = '{city}'";
    }
}
