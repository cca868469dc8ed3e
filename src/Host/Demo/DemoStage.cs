using System.Text.Json;
using Engage.GraphQL;
using Engage.Identity;

namespace Engage.Host.Demo;

/// <summary>Where the people of the demo speak GraphQL, as they would over HTTP. Each is who gets a token under that name in Development.</summary>
internal sealed class DemoStage(IServiceProvider services, Agency agency)
{
    private readonly DemoClock _clock = (DemoClock)services.GetRequiredService<TimeProvider>();
    private readonly Dictionary<string, object?> _known = [];

    /// <summary>What the variables of scripts stand for: the first id in what a field answers, by the field's name.</summary>
    public object? this[string variable]
    {
        set => _known[variable] = value;
    }

    /// <summary>Whether nobody has named the agency yet.</summary>
    public async Task<bool> IsUnnamed(CancellationToken stop) =>
        (await Send("Iris Okafor", Roles.Administrator, "{ agency { name } }", [], "demo:agency", stop)).GetProperty("agency").GetProperty("name").GetString() == agency.Slug;

    /// <summary>Sends the documents of a script, one after the other.</summary>
    public async Task Play(DemoScript script, Action<int> progress)
    {
        for (var done = 0; done < script.Steps.Count; done++)
        {
            var step = script.Steps[done];
            _clock.Turn(step.WeeksAgo);
            var data = await Send(step.Who, step.Role, step.Text, step.Variables(_known, TimeProvider.System.GetUtcNow()), script.Correlation + step.Name, CancellationToken.None);
            foreach (var field in data.EnumerateObject())
            {
                if (field.Value.ValueKind is JsonValueKind.Object && field.Value.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0) throw Refused(step, errors[0]);
                if (FirstId(field.Value) is { } id) _known[field.Name] = id;
            }
            progress(done + 1);
        }
        _clock.Turn(null);
    }

    private async Task<JsonElement> Send(string who, string role, string document, Dictionary<string, object?> variables, string correlation, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Agency = agency;
        context.Actor = await services.GetRequiredService<Actors>().Of(agency, DevelopmentKey.Holder(who, [role]), stop);
        context.CorrelationId = correlation;
        var result = await services.GetRequiredService<GraphQLServer>().Execute(new(document, Variables: variables), scope.ServiceProvider, stop);
        using var written = new MemoryStream();
        await result.WriteTo(written, stop);
        var answer = JsonSerializer.Deserialize<JsonElement>(written.ToArray());
        return answer.TryGetProperty("errors", out var errors) ? throw new InvalidOperationException($"{correlation}: {errors}") : answer.GetProperty("data");
    }

    private static Refusal Refused(DemoStep step, JsonElement error) => new(
        error.GetProperty("code").GetString()!, $"{step.Who} ({step.Role}) could not do what the demo calls {step.Name}: {error.GetProperty("message").GetString()}");

    private static string? FirstId(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject()
            .Select(each => each is { Name: "id", Value.ValueKind: JsonValueKind.String } ? each.Value.GetString() : FirstId(each.Value)).FirstOrDefault(id => id is not null),
        JsonValueKind.Array => value.EnumerateArray().Select(FirstId).FirstOrDefault(id => id is not null),
        _ => null
    };
}
