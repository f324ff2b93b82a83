using BenchmarkDotNet.Running;
using Stamgast.Benchmarks;

if (args is ["quality", ..])
{
    return MatchingQuality.Run(args[1..], Console.Out);
}
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
