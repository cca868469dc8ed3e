using Engage;

#if DEBUG
// Whoever runs the source develops. What is published runs in Production, unless the environment says otherwise.
if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null && Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is null)
    Environment.SetEnvironmentVariable("DOTNET_ENVIRONMENT", Environments.Development);
#endif

// Settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
// Standard output is for what commands answer.
builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.AddEngage();
builder.Services.AddEngageHttp();

var app = builder.Build();
app.MapEngage();
return await app.RunEngage(args);
