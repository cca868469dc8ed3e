using System.ComponentModel;

namespace Engage.GraphQL;

/// <summary>Why a mutation did nothing.</summary>
[Description("Why a mutation did nothing. Nothing was written; only after engage.internal it may have been.")]
public sealed record UserError(
    [property: Description("Stable and documented: branch on it.")] string Code,
    [property: Description("One or two sentences for people: what is wrong and what to do about it.")] string Message,
    [property: Description("The way to the argument that is to blame, such as [\"input\", \"title\"]; empty where it is not a single one.")] IReadOnlyList<string> Path);

/// <summary>What every mutation answers with: the thing it changed, or the errors that kept it from doing so.</summary>
internal sealed record MutationPayload(object? Result, IReadOnlyList<UserError> Errors, string? ClientMutationId);
