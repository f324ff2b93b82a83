using System.Runtime.CompilerServices;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database.Opening;
using Stamgast.Duplicates;
using Stamgast.ExtraFields;
using Stamgast.Importing.Mapping;
using Stamgast.Jobs;
using Stamgast.Settings;
using Stamgast.Tasks;
using Stamgast.Users;

namespace Stamgast.Start;

/// <summary>The tables of this program, feature by feature. A new kind of record is added here too.</summary>
internal static class AllTables
{
    // Everything that opens a base needs them, even a test that uses nothing else.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => ModelParts.OfProgram = new ModelParts
    {
        All =
        [
            CustomerModel.Configure,
            TaskModel.Configure,
            (model, _, _) => ChangeModel.Configure(model),
            (model, _, _) => DuplicateModel.Configure(model),
            (model, _, _) => UserModel.Configure(model),
            (model, _, _) => SettingModel.Configure(model),
            (model, _, _) => ExtraFieldModel.Configure(model),
            (model, _, _) => SavedMappingModel.Configure(model),
            (model, _, _) => JobModel.Configure(model),
        ],
        // "user" is a reserved word of PostgreSQL, and Task is a word of .NET.
        Names = new Dictionary<Type, string> { [typeof(User)] = "app_user", [typeof(TaskItem)] = TaskShape.Instance.Table },
        ReadOnly = new HashSet<Type> { typeof(Customer), typeof(TaskItem), typeof(ChangeSet), typeof(ChangeItem) },
    };
}
