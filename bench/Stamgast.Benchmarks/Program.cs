using BenchmarkDotNet.Running;
using Stamgast.Benchmarks;
using Stamgast.Benchmarks.Shapes;

if (args is ["quality", ..])
{
    return MatchingQuality.Run(args[1..], Console.Out);
}
if (args is ["kinds", ..])
{
    return MatchingKinds.Run(args[1..], Console.Out);
}
if (args is ["shape", ..])
{
    return ShapeCommand.Run(args[1..], Console.Out);
}
if (args is ["tables", ..])
{
    return TableBenchmark.Run(args[1..], Console.Out);
}
if (args is ["soak-tables", var count, ..])
{
    var seed = args.Length > 2 ? args[2] : "1";
    return TableSoak.Run(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture),
        int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture), Console.Out);
}
if (args is ["index", ..])
{
    return MatchIndexSpeed.Run(args[1..], Console.Out);
}
if (args is ["merges", _])
{
    return MergeSpeed.Run(args[1..], Console.Out);
}
if (args is ["known", _])
{
    return KnownSpeed.Run(args[1..], Console.Out);
}
if (args is ["similar", _, _])
{
    return SimilarSpeed.Run(args[1..], Console.Out);
}
if (args is ["outbox", _, _, ..])
{
    return OutboxSpeed.Run(args[1..], Console.Out);
}
if (args is ["queue", _, _, ..])
{
    return QueueSpeed.Run(args[1..], Console.Out);
}
if (args is ["lists", _, ..])
{
    return ListsAndSearch.Run(args[1..], Console.Out);
}
if (args is ["start", _, ..])
{
    return StartOfLists.Run(args[1..], Console.Out);
}
if (args is ["preview", _, _, ..])
{
    return PreviewSpeed.Run(args[1..], Console.Out);
}
if (args is ["bulk", _, ..])
{
    return BulkEditSpeed.Run(args[1..], Console.Out);
}
if (args is ["edit", _])
{
    return EditSpeed.Run(args[1..], Console.Out);
}
if (args is ["extra", _])
{
    return ExtraFieldSpeed.Run(args[1..], Console.Out);
}
if (args is ["paint", _, _, _, ..])
{
    return FirstPaint.Run(args[1..], Console.Out);
}
if (args is ["words", _])
{
    return StagedWords.Run(args[1..], Console.Out);
}
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
