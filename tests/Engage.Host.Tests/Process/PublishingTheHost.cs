using System.Diagnostics;
using System.Reflection;

namespace Engage.Processes;

public sealed class PublishingTheHost(RunningHost running) : IClassFixture<RunningHost>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engage-published-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_published_serves_from_anywhere_with_its_plugins()
    {
        var configuration = typeof(PublishingTheHost).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        // No second process of MSBuild: it would outlive the command, and hold on to its output.
        string[] arguments = ["src/Host", "--no-build", "--configuration", configuration, "--output", _folder, "-maxcpucount:1", "-nodeReuse:false"];
        var publish = new ProcessStartInfo("dotnet", ["publish", .. arguments])
        {
            WorkingDirectory = Deployment.Repository
        };
        var published = await HostProcess.Run(publish, running.Deployment.Stop);
        published.ExitCode.ShouldBe(0, published.Output);
        await using var deployment = new Deployment
        {
            Program = Path.Combine(_folder, "Engage.Host.dll"),
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ConnectionStrings__Engage"] = await running.Deployment.NewDatabase("published") }
        };

        var host = await deployment.Serve();

        (await host.Data("{ plugins { id state } topics { nodes { id } } }")).ToString()
            .ShouldBe("""{"plugins":[{"id":"advisory-boards","state":"ACTIVE"},{"id":"forums","state":"ACTIVE"},{"id":"transparency-reports","state":"ACTIVE"}],"topics":{"nodes":[]}}""");
    }
}
