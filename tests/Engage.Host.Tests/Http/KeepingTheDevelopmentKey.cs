using Microsoft.IdentityModel.JsonWebTokens;

namespace Engage.Http;

public sealed class KeepingTheDevelopmentKey : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("engage-key-");

    private string File => Path.Combine(_data.FullName, "development.key");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public void The_key_is_made_where_there_is_none_and_read_by_its_owner_only()
    {
        var directory = Path.Combine(_data.FullName, "new");
        DevelopmentKey.In(directory);

        if (!OperatingSystem.IsWindows())
            System.IO.File.GetUnixFileMode(Path.Combine(directory, "development.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void The_same_key_is_found_again() => DevelopmentKey.In(_data.FullName).Signing.Key.ShouldBe(DevelopmentKey.In(_data.FullName).Signing.Key);

    [Fact]
    public void Whoever_starts_at_the_same_moment_gets_the_same_key_and_nothing_is_left_over()
    {
        for (var round = 0; round < 50; round++)
        {
            var directory = _data.CreateSubdirectory($"{round}");
            var keys = new byte[8][];
            using var together = new Barrier(keys.Length);
            var hosts = keys.Select((_, i) => new Thread(() =>
            {
                together.SignalAndWait();
                keys[i] = DevelopmentKey.In(directory.FullName).Signing.Key;
            })).ToList();
            hosts.ForEach(host => host.Start());
            hosts.ForEach(host => host.Join());

            keys.Select(Convert.ToBase64String).Distinct().ShouldHaveSingleItem();
            directory.GetFiles().Select(file => file.Name).ShouldBe(["development.key"]);
        }
    }

    [Fact]
    public void A_key_that_others_can_read_is_not_used()
    {
        DevelopmentKey.In(_data.FullName);
        if (OperatingSystem.IsWindows()) return;
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Should.Throw<Refusal>(() => DevelopmentKey.In(_data.FullName)).Message.ShouldContain("Delete it");
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64 at all, and far longer than a key of 256 bits would be in that encoding")]
    public void A_file_that_is_no_key_is_not_used(string content)
    {
        DevelopmentKey.In(_data.FullName);
        System.IO.File.WriteAllText(File, content);

        Should.Throw<Refusal>(() => DevelopmentKey.In(_data.FullName)).Message.ShouldContain("256 bits");
    }

    [Fact]
    public void A_token_says_who_it_is_for_and_until_when()
    {
        var clock = new ManualClock();
        var key = DevelopmentKey.In(_data.FullName);

        var token = new JsonWebToken(key.Token("  Ana  Ruiz ", [Roles.Resident, Roles.Staff], "north", TimeSpan.FromMinutes(5), clock));

        token.Alg.ShouldBe("HS256");
        token.Issuer.ShouldBe("engage-development");
        token.Audiences.ShouldBe(["engage"]);
        token.Subject.ShouldBe("dev:ana-ruiz");
        token.GetClaim("name").Value.ShouldBe("Ana  Ruiz");
        token.Claims.Where(claim => claim.Type == "role").Select(claim => claim.Value).ShouldBe(["resident", "staff"]);
        token.GetClaim("agency").Value.ShouldBe("north");
        (token.ValidTo - clock.GetUtcNow().UtcDateTime).ShouldBe(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!?")]
    public void Nobody_without_a_name_gets_a_token(string name) =>
        Should.Throw<ArgumentException>(() => DevelopmentKey.In(_data.FullName).Token(name, [], null, TimeSpan.FromMinutes(5), TimeProvider.System));
}
