namespace Engage.Identity;

public sealed class DecidingOverApiKeys
{
    private static readonly DateTimeOffset Now = new(2026, 5, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeclaredPermissions Declared = new([new("ideas.submit", "Submit", []), new("ideas.delete", "Delete", [])]);
    private static readonly Actor Ada = new(new(Guid.NewGuid().ToString()), "Ada", [], ["ideas.submit"]);
    private static readonly ApiKey Key = new(Guid.NewGuid(), "Feed", ["ideas.submit"], Now, null, Now.AddDays(1), null, null, "hash");

    [Fact]
    public void A_key_holds_its_scopes_once_and_the_hash_of_its_secret() =>
        Given.State(Ada).When(ada => Create(ada, Now.AddDays(366), "ideas.submit", "ideas.submit")).Then(new ApiKeyCreated("Feed", ["ideas.submit"], Now.AddDays(366), "hash"));

    [Fact]
    public void A_key_without_scopes_is_refused() => Given.State(Ada).When(ada => Create(ada, Now.AddDays(1))).ThenRefused("engage.api-key-scopes");

    [Theory]
    [InlineData("ideas.delete", "engage.not-yours-to-give")]
    [InlineData("ideas.fly", "engage.unknown-permission")]
    public void A_scope_that_its_creator_does_not_hold_is_refused(string scope, string code) => Given.State(Ada).When(ada => Create(ada, Now.AddDays(1), scope)).ThenRefused(code);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(367)]
    public void A_key_that_expires_at_once_or_after_more_than_a_year_is_refused(int days) =>
        Given.State(Ada).When(ada => Create(ada, Now.AddDays(days), "ideas.submit")).ThenRefused("engage.api-key-expiry");

    [Fact]
    public void A_program_makes_no_keys() =>
        Given.State(new Actor(new("x"), "Program", [], ["ideas.submit"], ActorKind.Program)).When(program => Create(program, Now.AddDays(1), "ideas.submit")).ThenRefused("engage.person-needed");

    [Fact]
    public void A_key_is_rotated_while_it_counts_by_who_may_what_it_may()
    {
        Given.State<ApiKey?>(Key).When(key => RotateApiKey.Decide(key, Ada, "new", Now)).Then(new ApiKeyRotated("new"));
        Given.State<ApiKey?>(Key with { RevokedAt = Now }).When(key => RotateApiKey.Decide(key, Ada, "new", Now)).ThenRefused("engage.api-key-ended");
        Given.State<ApiKey?>(Key).When(key => RotateApiKey.Decide(key, Ada, "new", Now.AddDays(1))).ThenRefused("engage.api-key-ended");
        Given.State<ApiKey?>(Key with { Scopes = ["ideas.delete"] }).When(key => RotateApiKey.Decide(key, Ada, "new", Now)).ThenRefused("engage.not-yours-to-give");
        Given.State<ApiKey?>(null).When(key => RotateApiKey.Decide(key, Ada, "new", Now)).ThenRefused("engage.not-found");
    }

    [Fact]
    public void A_key_is_revoked_once()
    {
        Given.State<ApiKey?>(Key).When(key => RevokeApiKey.Decide(key, new(Key.Id, " Lost. "))).Then(new ApiKeyRevoked("Lost."));
        Given.State<ApiKey?>(Key with { RevokedAt = Now }).When(key => RevokeApiKey.Decide(key, new(Key.Id))).ThenRefused("engage.api-key-ended");
        Given.State<ApiKey?>(null).When(key => RevokeApiKey.Decide(key, new(Key.Id))).ThenRefused("engage.not-found");
    }

    [Fact]
    public void A_secret_fits_its_own_hash_and_no_other()
    {
        var key = ApiKeyText.New(Guid.NewGuid());
        ApiKeyText.TryParse(key.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(key);
        read!.Fits(key.Hash()).ShouldBeTrue();
        read.Fits(ApiKeyText.New(key.Id).Hash()).ShouldBeFalse();
        read.Fits(null).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("eng_")]
    [InlineData("eng__")]
    [InlineData("eng_00000000000000000000000000000000_")]
    [InlineData("eng_0000000000000000000000000000000z_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("eng_00000000000000000000000000000000_0000000000000000000000000000000000000000000000000000000000000000_0")]
    [InlineData("ENG_00000000000000000000000000000000_0000000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_key_is_not_read_as_one(string text) => ApiKeyText.TryParse(text, out _).ShouldBeFalse();

    private static ApiKeyCreated Create(Actor creator, DateTimeOffset expiresAt, params string[] scopes) => CreateApiKey.Decide(new(" Feed ", scopes, expiresAt), creator, Declared, "hash", Now);
}
