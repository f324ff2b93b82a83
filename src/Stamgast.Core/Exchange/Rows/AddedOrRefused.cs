using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Exchange.Rows;

/// <summary>Rows whose customer is not found: new with a customer who is added, or refused.</summary>
internal static class AddedOrRefused
{
    /// <summary>Makes the ones the others, in one statement whatever their number. A row that needs no customer stays, without one.</summary>
    public static void Turn(WriteTransaction transaction, Stage stage) => transaction.Execute($"""
        update {stage.Rows} set problems = along_problems, along_problems = problems,
            class = case when along_new is null or along_problems = '[]' or problems = '[]' then class
                when class = {(int)RowClass.New} then {(int)RowClass.Error} else {(int)RowClass.New} end
        where along_problems is not null and class in ({(int)RowClass.New}, {(int)RowClass.Error})
        """);
}
