using Engage;

#if DEBUG
// Whoever runs the source develops. What is published runs in Production, unless the environment says otherwise.
if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null && Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is null)
    Environment.SetEnvironmentVariable("DOTNET_ENVIRONMENT", Environments.Development);
#endif

var builder = WebApplication.CreateBuilder(args);
builder.AddEngage();
builder.Services.AddEngageHttp();

var app = builder.Build();
app.MapEngage();
return await app.RunEngage(args);
