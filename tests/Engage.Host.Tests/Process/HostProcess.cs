using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Engage.Processes;

/// <summary>The host as it was built, in a process of its own, and what outsiders can do with it.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly System.Diagnostics.Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpClient? _client;

    private HostProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        _process = new() { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data, _output);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, _errors);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The host ended before it listened."));
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    public HttpClient Client => _client ??= new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _address.Task.Result };

    /// <summary>Starts a host and waits until it says where it listens.</summary>
    public static async Task<HostProcess> Serve(ProcessStartInfo start, CancellationToken stop)
    {
        var host = new HostProcess(start);
        try
        {
            await host._address.Task.WaitAsync(stop);
            return host;
        }
        catch (Exception fault)
        {
            await host.DisposeAsync();
            throw new InvalidOperationException($"The host did not come to listen. It said: {host.Output}{host.Errors}", fault);
        }
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Ended> Run(ProcessStartInfo start, CancellationToken stop)
    {
        await using var host = new HostProcess(start);
        return await host.End(stop);
    }

    /// <summary>As Ctrl-C in a terminal does.</summary>
    public Task<Ended> Interrupt(CancellationToken stop) => Signal(2, stop);

    /// <summary>As whoever supervises services does.</summary>
    public Task<Ended> Terminate(CancellationToken stop) => Signal(15, stop);

    /// <summary>As kill -9 does: none of its own code runs any more.</summary>
    public Task<Ended> Kill(CancellationToken stop) => Signal(9, stop);

    /// <summary>Sends a query or mutation and answers with the status and the whole response.</summary>
    public async Task<(int Status, JsonElement Response)> Send(string query, string? token = null, string path = "/graphql")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Http.HttpHost.Query(query) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>What a query or mutation answers that must not fail.</summary>
    public async Task<JsonElement> Data(string query, string? token = null, string path = "/graphql")
    {
        var (_, response) = await Send(query, token, path);
        response.TryGetProperty("errors", out var errors).ShouldBeFalse(errors.ToString());
        return response.GetProperty("data");
    }

    /// <summary>The code of the one error that a query or mutation has.</summary>
    public async Task<(int Status, string? Code)> Refusal(string query, string? token = null, string path = "/graphql")
    {
        var (status, response) = await Send(query, token, path);
        return (status, response.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("extensions").GetProperty("code").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (!_process.HasExited)
        {
            SendSignal(_process.Id, 15);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private async Task<Ended> Signal(int signal, CancellationToken stop)
    {
        SendSignal(_process.Id, signal).ShouldBe(0);
        return await End(stop);
    }

    private async Task<Ended> End(CancellationToken stop)
    {
        await _process.WaitForExitAsync(stop);
        return new(_process.ExitCode, Output, Errors);
    }

    private void Read(string? line, StringBuilder into)
    {
        if (line is null) return;
        lock (into) into.Append(line).Append('\n');
        if (line.StartsWith("Engage listens on ", StringComparison.Ordinal)) _address.TrySetResult(new(line.Split(' ')[3]));
    }

    private static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}

/// <summary>How a process ended, and what it said until then.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>It did what it was asked to and had nothing to complain about.</summary>
    public Ended Well()
    {
        (ExitCode, Errors).ShouldBe((0, ""));
        return this;
    }

    /// <summary>It refused: nothing on standard output, one line on standard error that ends with a code.</summary>
    public void Refused(string code, params IEnumerable<string> mend)
    {
        (ExitCode, Output).ShouldBe((1, ""), Errors);
        Errors.TrimEnd('\n').ShouldNotContain("\n");
        Errors.ShouldEndWith($" ({code})\n");
        foreach (var words in mend) Errors.ShouldContain(words);
    }
}
