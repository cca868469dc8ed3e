namespace Engage.Postgres;

/// <summary>Where a private PostgreSQL keeps its data, and how careful it is with it.</summary>
/// <param name="DataDirectory">
/// The directory that Engage keeps its data in; it is made where it does not exist. The cluster lives in its folder <c>postgres</c>, see
/// <see cref="PrivatePostgres.Folder"/> for the exception.
/// </param>
/// <param name="BinDirectory">
/// The directory that holds <c>postgres</c> and <c>initdb</c>, version 15 or later. Null looks on the PATH, then under /usr/lib/postgresql, and at last
/// fetches binaries with npm.
/// </param>
/// <param name="Durable">False where the data may be lost when the machine fails, as in tests: nothing is then flushed to the disk.</param>
public sealed record PrivatePostgresOptions(string DataDirectory, string? BinDirectory = null, bool Durable = true);

/// <summary>The private PostgreSQL cannot be had. The message says what mends it.</summary>
/// <param name="code">
/// Stable: <c>engage.postgres-not-found</c>, <c>engage.postgres-version</c>, <c>engage.postgres-directory</c>, <c>engage.postgres-root</c>,
/// <c>engage.postgres-platform</c>, <c>engage.postgres-failed</c>.
/// </param>
/// <param name="message">What is wrong, and what mends it.</param>
/// <param name="inner">What it was found by, if that says more.</param>
public sealed class PrivatePostgresException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The code.</summary>
    public string Code { get; } = code;
}
