using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Engage.Benchmarks;

/// <summary>What memory another .NET process needs, on Linux.</summary>
internal static class Memory
{
    private const int CollectTracing = 0x02;
    private const ulong CollectTheHeap = 0x800000; // GCHeapCollect of the runtime's own provider: beginning such a trace collects all garbage.

    /// <summary>Its resident bytes after a collection of all its garbage, once it has given back what it will.</summary>
    public static async Task<long> Of(int process, CancellationToken stop)
    {
        long before, now = long.MaxValue;
        var rounds = 0;
        do
        {
            before = now;
            await Collect(process, stop);
            now = Resident(process);
        }
        while (now < before - before / 100 && ++rounds < 10);
        return Math.Min(now, before);
    }

    private static long Resident(int process) => 1024 * long.Parse(
        File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    /// <summary>Asks the way diagnostic tools do. The trace is let go of after two seconds, long enough for a heap of this size.</summary>
    private static async Task Collect(int process, CancellationToken stop)
    {
        var path = Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").Single();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
        await socket.SendAsync(Request(), stop);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(TimeSpan.FromSeconds(2));
        var bytes = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(bytes, enough.Token) > 0) { }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It goes on until it is left.
        }
    }

    private static byte[] Request()
    {
        using var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Encoding.Unicode))
        {
            const string provider = "Microsoft-Windows-DotNETRuntime";
            foreach (var number in (int[])[1, 1, 1]) writer.Write(number); // Megabytes to buffer, the format nettrace, one provider.
            writer.Write(CollectTheHeap);
            writer.Write(4); // Informational.
            writer.Write(provider.Length + 1);
            writer.Write(Encoding.Unicode.GetBytes(provider + '\0'));
            writer.Write(0); // No filter.
        }
        var header = new byte[20];
        Encoding.ASCII.GetBytes("DOTNET_IPC_V1").CopyTo(header, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(14), (ushort)(header.Length + payload.ToArray().Length));
        (header[16], header[17]) = (0x02, CollectTracing);
        return [.. header, .. payload.ToArray()];
    }
}
