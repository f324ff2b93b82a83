namespace Stamgast.Settings;

/// <summary>One setting that differs from its default, as text.</summary>
public sealed class Setting
{
    public required string Key { get; set; }

    public required string Value { get; set; }
}
