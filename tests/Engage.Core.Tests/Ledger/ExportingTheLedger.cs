using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Ledger;

public sealed class ExportingTheLedger(LedgerFixture ledger) : IClassFixture<LedgerFixture>, IAsyncLifetime
{
    private readonly string _path = Path.GetTempFileName();

    public async Task InitializeAsync()
    {
        if (await ledger.Get<StoredTrees>().Find("camden", CancellationToken.None) is null)
        {
            for (var i = 0; i < 3; i++)
            {
                await ledger.Cook("camden", 4);
                await ledger.CatchUp();
            }
        }
        await Export().Run("camden", _path, (_, _) => { }, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        File.Delete(_path);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_was_exported_verifies_with_the_published_key_and_with_its_own()
    {
        foreach (var key in new[] { await Key(), null })
        {
            var (_, audit) = await Verify(key);
            (audit.Size, audit.Checkpoints).ShouldBe((12, 3));
        }
        File.Exists(_path + ".part").ShouldBeFalse();
    }

    [Fact]
    public async Task Another_key_than_the_one_that_signed_is_refused() =>
        (await Refused(NoteKey.Of((await Key()).Name, new byte[32]))).ShouldContain("has signed");

    [Fact]
    public async Task Any_byte_altered_in_a_leaf_is_noticed_and_the_leaf_is_named()
    {
        var lines = await File.ReadAllLinesAsync(_path);
        var leaves = lines.Index().Where(line => line.Item.StartsWith("{\"hash\"", StringComparison.Ordinal)).Select(line => line.Index).ToArray();
        leaves.Length.ShouldBe(12);
        var random = new Random(2);
        for (var index = 0; index < leaves.Length; index++)
        {
            for (var i = 0; i < 20; i++)
            {
                var bytes = Encoding.UTF8.GetBytes(lines[leaves[index]]);
                var begin = lines[leaves[index]].IndexOf("\"leaf\":", StringComparison.Ordinal) + 7;
                var at = random.Next(begin, bytes.Length - 1);
                bytes[at] ^= (byte)(1 << random.Next(8));
                await using (var file = File.Create(_path))
                    for (var line = 0; line < lines.Length; line++) file.Write([.. line == leaves[index] ? bytes : Encoding.UTF8.GetBytes(lines[line]), (byte)'\n']);
                (await Refused(await Key())).ShouldContain($"Leaf {index} ", customMessage: Encoding.UTF8.GetString(bytes));
            }
        }
    }

    [Theory]
    [InlineData("a leaf is left out", 3, null)]
    [InlineData("the end is left out", -1, null)]
    [InlineData("a checkpoint in the middle is altered", 5, "{\"checkpoint\":\"x\"}")]
    [InlineData("the first line says something else", 0, "{}")]
    [InlineData("a leaf is replaced by nothing", 2, "{\"hash\":\"\",\"leaf\":null}")]
    public async Task Nothing_can_be_left_out_or_put_in(string what, int line, string? instead)
    {
        var lines = (await File.ReadAllLinesAsync(_path)).ToList();
        var at = line < 0 ? lines.FindLastIndex(each => each.StartsWith("{\"hash\"", StringComparison.Ordinal)) : line;
        if (instead is null) lines.RemoveAt(at);
        else lines[at] = instead;
        await File.WriteAllLinesAsync(_path, lines);
        (await Should.ThrowAsync<Refusal>(() => Verify(null), what)).Code.ShouldBe(line == 0 ? "engage.ledger-file" : "engage.ledger-altered");
    }

    [Fact]
    public async Task A_leaf_altered_with_its_hash_is_found_between_two_checkpoints()
    {
        var lines = await File.ReadAllLinesAsync(_path);
        var at = Array.FindIndex(lines, line => line.Contains("\"leaf\"") && line.Contains("Soup 1")) is var first ? Array.FindIndex(lines, first + 1, line => line.Contains("Soup 1")) : 0;
        var leaf = Encoding.UTF8.GetBytes(lines[at][(lines[at].IndexOf("\"leaf\":", StringComparison.Ordinal) + 7)..^1].Replace("Soup", "Stew"));
        lines[at] = Encoding.UTF8.GetString(LedgerFile.LineOf(MerkleTree.LeafHash(leaf), leaf)).TrimEnd('\n');
        await File.WriteAllLinesAsync(_path, lines);
        (await Refused(null)).ShouldContain("The leaves 4 to 7 are not those that the checkpoint of 8 leaves was issued for");
    }

    [Fact]
    public async Task What_cannot_be_read_or_written_is_told_with_a_code()
    {
        await File.WriteAllTextAsync(_path, "neither\n");
        (await Should.ThrowAsync<Refusal>(() => Verify(null))).Code.ShouldBe("engage.ledger-file");
        (await Should.ThrowAsync<Refusal>(() => VerifyFile.Run(_path + ".none", null, (_, _) => { }, CancellationToken.None))).Code.ShouldBe("engage.ledger-file");
        (await Should.ThrowAsync<Refusal>(() => Export().Run("camden", Path.Combine(_path, "below", "a-file"), (_, _) => { }, CancellationToken.None))).Code.ShouldBe("engage.ledger-file");
        (await Should.ThrowAsync<Refusal>(() => Export().Run("quiet", _path, (_, _) => { }, CancellationToken.None))).Code.ShouldBe("engage.ledger-empty");
    }

    private ExportLedger Export() => ActivatorUtilities.CreateInstance<ExportLedger>(ledger.Engage.Services);

    private Task<NoteKey> Key() => ledger.Get<LedgerKeys>().KeyOf("engage.invalid/agencies/camden", CancellationToken.None);

    private Task<(LedgerFile Ledger, LedgerAudit Audit)> Verify(NoteKey? key) => VerifyFile.Run(_path, key, (_, _) => { }, CancellationToken.None);

    private async Task<string> Refused(NoteKey? key)
    {
        var refusal = await Should.ThrowAsync<Refusal>(() => Verify(key));
        refusal.Code.ShouldBe("engage.ledger-altered");
        return refusal.Message;
    }
}
