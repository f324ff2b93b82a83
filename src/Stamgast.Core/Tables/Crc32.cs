using System.Buffers.Binary;

namespace Stamgast.Tables;

/// <summary>The checksum of zip files (ISO 3309, reflected polynomial EDB88320), eight bytes at a time (Kounavis and Berry, "slicing by 8").</summary>
internal static class Crc32
{
    private static readonly uint[] Table = BuildTable();

    /// <summary>Continues a checksum; the first value is 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        crc = ~crc;
        var table = Table.AsSpan();
        while (data.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc = table[(int)(7 * 256 + (low & 255))] ^ table[(int)(6 * 256 + ((low >> 8) & 255))]
                ^ table[(int)(5 * 256 + ((low >> 16) & 255))] ^ table[(int)(4 * 256 + (low >> 24))]
                ^ table[(int)(3 * 256 + (high & 255))] ^ table[(int)(2 * 256 + ((high >> 8) & 255))]
                ^ table[(int)(256 + ((high >> 16) & 255))] ^ table[(int)(high >> 24)];
            data = data[8..];
        }
        foreach (var value in data) crc = table[(int)((crc ^ value) & 255)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[8 * 256];
        for (uint value = 0; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            table[value] = crc;
        }
        for (var slice = 1; slice < 8; slice++)
            for (var value = 0; value < 256; value++)
            {
                var before = table[(slice - 1) * 256 + value];
                table[slice * 256 + value] = (before >> 8) ^ table[before & 255];
            }
        return table;
    }
}
