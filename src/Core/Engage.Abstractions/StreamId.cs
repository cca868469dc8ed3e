using System.Security.Cryptography;

namespace Engage;

/// <summary>Ids of streams.</summary>
public static class StreamId
{
    /// <summary>A new id, of UUID version 7: ids stand in the order of the times they were made at.</summary>
    public static Guid New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>
    /// The id of something that happened elsewhere: the same source gives the same id each time, and it stands among the others by the time it happened at.
    /// </summary>
    /// <param name="at">When it happened. Of the source, so that it does not change from one import to the next.</param>
    /// <param name="source">What identifies it there. Not to be guessed back from the id only as long as it cannot be guessed at all.</param>
    public static Guid From(DateTimeOffset at, params ReadOnlySpan<string> source)
    {
        var id = Guid.CreateVersion7(at).ToByteArray(bigEndian: true);
        SHA256.HashData(Joined.Of(source)).AsSpan(0, 10).CopyTo(id.AsSpan(6));
        return Marked(id, version: 7);
    }

    /// <summary>The id of what is told apart by its name alone (UUID version 8): the same source gives the same id each time.</summary>
    /// <param name="source">What tells it from all others. Whoever can guess it can tell whether an id is the one of it.</param>
    public static Guid Of(params ReadOnlySpan<string> source) => Marked(SHA256.HashData(Joined.Of(source)), version: 8);

    /// <summary>The first 16 bytes as a UUID that says of which version it is.</summary>
    internal static Guid Marked(byte[] bytes, int version)
    {
        var id = bytes[..16];
        id[6] = (byte)((id[6] & 0x0F) | (version << 4));
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
