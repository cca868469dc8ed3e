using System.Text;

namespace Engage;

/// <summary>Several texts as one, to be hashed. The length goes before each, so that ("ab", "c") and ("a", "bc") are two things.</summary>
internal static class Joined
{
    public static byte[] Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part.Length).Append(':').Append(part);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
