namespace Engage.Postgres;

/// <summary>
/// Advisory locks on whole files. The kernel lets go of them when the process ends, in whatever way. On Unix a FileStream takes the same lock as flock(1),
/// shared or exclusive according to its FileShare, and no child process inherits it.
/// </summary>
internal static class FileLock
{
    public static FileStream? TryShared(string path) => Try(path, FileShare.Read);

    public static FileStream? TryExclusive(string path) => Try(path, FileShare.None);

    public static Task<FileStream> Shared(string path, CancellationToken stop) => Wait(() => TryShared(path), stop);

    public static Task<FileStream> Exclusive(string path, CancellationToken stop) => Wait(() => TryExclusive(path), stop);

    // The kernel would wake a thread that waits for a lock, but no CancellationToken could.
    private static async Task<FileStream> Wait(Func<FileStream?> attempt, CancellationToken stop)
    {
        while (true)
        {
            if (attempt() is { } taken) return taken;
            await Task.Delay(10, stop);
        }
    }

    private static FileStream? Try(string path, FileShare share)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, share, bufferSize: 0);
        }
        catch (IOException busy) when (busy.HResult is 11 or 35) // EWOULDBLOCK on Linux and on macOS
        {
            return null;
        }
    }
}
