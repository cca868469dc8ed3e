using System.Reflection;
using PublicApiGenerator;
using Snapshooter.Xunit;

namespace Engage.Contracts;

/// <summary>What others program against changes on purpose only: a change shows here, in review.</summary>
public sealed class PublishingAnApi
{
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    [Fact]
    public void Engage_Abstractions() => Snapshot.Match(typeof(Plugin).Assembly.GeneratePublicApi(Options));

    [Fact]
    public void Engage_Core() => Snapshot.Match(typeof(EngageServices).Assembly.GeneratePublicApi(Options));

    [Fact]
    public void Engage_AspNetCore() => Snapshot.Match(typeof(EngageEndpoints).Assembly.GeneratePublicApi(Options));

    [Fact]
    public void Engage_Testing() => Snapshot.Match(typeof(EngageHarness).Assembly.GeneratePublicApi(Options));

    [Fact]
    public void The_contract_of_plugins_knows_no_GraphQL_library_and_no_web_server() =>
        References(typeof(Plugin).Assembly).ShouldAllBe(name => !name.StartsWith("GraphQL") && !name.StartsWith("HotChocolate") && !name.StartsWith("Microsoft.AspNetCore"));

    [Fact]
    public void The_core_knows_no_web_server() => References(typeof(EngageServices).Assembly)
        .Where(name => !name.StartsWith("Microsoft.AspNetCore.DataProtection")) // Named after it, but stands alone.
        .ShouldAllBe(name => !name.StartsWith("Microsoft.AspNetCore"));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);
}
