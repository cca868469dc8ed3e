using Engage;
using Engage.Host.Demo;

#if DEBUG
// Whoever runs the source develops. What is published runs in Production, unless the environment says otherwise.
if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null && Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is null)
    Environment.SetEnvironmentVariable("DOTNET_ENVIRONMENT", Environments.Development);
#endif

// Settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
// Standard output is for what commands answer, and a command that works well has nothing to say beside it.
builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
if (EngageApplication.IsCommand(args)) builder.Logging.AddFilter(category: null, LogLevel.Warning);
// A container's image says by HTTP_PORTS where to listen.
if (new[] { "urls", "http_ports", "https_ports", "Kestrel:Endpoints" }.All(key => !builder.Configuration.GetSection(key).Exists()))
    builder.WebHost.UseUrls("http://localhost:5080");
builder.AddEngage();
builder.Services.AddEngageHttp();
builder.AddEngageTelemetry();
// A board cannot notice a meeting of the past, so the clock of the demo is turned back.
if (EngageApplication.IsCommand(args) && args.Contains("demo")) builder.Services.AddSingleton<TimeProvider, DemoClock>();

var app = builder.Build();
app.MapEngage();
return await app.RunEngage(args);
