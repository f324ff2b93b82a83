namespace Stamgast.Formats;

/// <summary>The Dutch citizen service number (BSN); may only be processed where a statute says so (UAVG art. 46).</summary>
public static class CitizenServiceNumber
{
    /// <summary>True for nine digits, not all zero, that pass the eleven test.</summary>
    public static bool IsValid(ReadOnlySpan<char> digits) =>
        digits.Length == 9 && CheckDigits.AreDigits(digits) && CheckDigits.Number(digits) > 0 && CheckDigits.PassesEleven(digits);
}
