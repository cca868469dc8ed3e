using Engage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Engage.Tests.Postgres;

public sealed class FindingPostgres : Scratch
{
    private static readonly PostgresSources nowhere = new(Path: "", System: "/nonexistent", Npm: "no-such-npm");

    [Fact]
    public async Task Where_there_is_none_the_error_says_what_to_install()
    {
        var missing = await Should.ThrowAsync<PrivatePostgresException>(() => Start(nowhere));
        missing.Code.ShouldBe("engage.postgres-not-found");
        missing.Message.ShouldContain("apt install postgresql");
        missing.Message.ShouldContain("ConnectionStrings:Engage");
    }

    [Fact]
    public async Task A_directory_that_was_named_is_not_second_guessed()
    {
        var missing = await Should.ThrowAsync<PrivatePostgresException>(() => Start(new PrivatePostgresOptions(DataDirectory, BinDirectory: "/nonexistent")));
        missing.Code.ShouldBe("engage.postgres-not-found");
        missing.Message.ShouldContain("Engage:Postgres:BinDirectory");
        missing.Message.ShouldContain("/nonexistent");
    }

    [Fact]
    public async Task Data_of_another_version_are_left_alone()
    {
        var postgres = await Start();
        await postgres.DisposeAsync();
        var version = $"{postgres.Folder}/data/PG_VERSION";
        await File.WriteAllTextAsync(version, "12\n", Stop);

        var refused = await Should.ThrowAsync<PrivatePostgresException>(Start);

        refused.Code.ShouldBe("engage.postgres-version");
        refused.Message.ShouldContain("PostgreSQL 12");
        refused.Message.ShouldContain($"delete {postgres.Folder}/data");
        File.ReadAllText(version).ShouldBe("12\n");
    }

    [Fact]
    public async Task Among_several_versions_the_one_that_made_the_data_is_taken()
    {
        var bin = (await PostgresBinaries.Find(new(DataDirectory), "/", PostgresSources.OfThisMachine, NullLogger.Instance, Stop));
        var system = Path.Combine(DataDirectory, "system");
        Pretend(Path.Combine(system, "99"), 99);
        Pretend(Path.Combine(system, "16"), 16);
        Pretend(Path.Combine(system, "9.6"), 9);
        Directory.CreateDirectory(Path.Combine(DataDirectory, "cluster", "data"));
        Task<PostgresBinaries> Find() => PostgresBinaries.Find(
            new(DataDirectory), Path.Combine(DataDirectory, "cluster"), nowhere with { System = system }, NullLogger.Instance, Stop);

        (await Find()).Version.ShouldBe(99, "the highest, where there are no data yet");
        await File.WriteAllTextAsync(Path.Combine(DataDirectory, "cluster", "data", "PG_VERSION"), "16\n", Stop);
        (await Find()).Version.ShouldBe(16);
        bin.Version.ShouldBeGreaterThanOrEqualTo(PostgresBinaries.Oldest);
    }

    private static void Pretend(string directory, int version)
    {
        var bin = Directory.CreateDirectory(Path.Combine(directory, "bin")).FullName;
        foreach (var name in new[] { "postgres", "initdb" })
        {
            var program = Path.Combine(bin, name);
            File.WriteAllText(program, $"#!/bin/sh\necho '{name} (PostgreSQL) {version}.1'\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
        }
    }

    private Task<PrivatePostgres> Start(PostgresSources sources) =>
        PrivatePostgres.Start(new(DataDirectory, Durable: false), NullLogger.Instance, sources, () => 0, Stop);
}
