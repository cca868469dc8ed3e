using System.Collections;
using GraphQL;
using GraphQL.DataLoader;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.GraphQL;

/// <summary>
/// A field that a plugin answers for many parents at once. The executer resolves such a field last on its level; until then its parents are gathered
/// here, and then the method is called once for all of them.
/// </summary>
internal sealed class Batch
{
    private readonly MethodField _field;
    private readonly IResolveFieldContext _context;
    private readonly IList _parents;
    private Task<IList>? _answers;
    private bool _told;

    private Batch(MethodField field, IResolveFieldContext context)
    {
        (_field, _context) = (field, context.Copy());
        _parents = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(field.Method.GetParameters()[0].ParameterType.GenericTypeArguments[0]))!;
    }

    public static ValueTask<object?> Answer(MethodField field, IResolveFieldContext context)
    {
        var key = $"batch:{context.FieldAst.Location.Start}:{context.ParentType.Name}";
        if (!context.UserContext.TryGetValue(key, out var known) || known is not Batch { _answers: null } batch)
            context.UserContext[key] = batch = new Batch(field, context);
        batch._parents.Add(context.Source);
        return new(new Place(batch, batch._parents.Count - 1));
    }

    private async Task<IList> Ask()
    {
        var answers = (IList)(await Queries.Answer(_field, _context, _parents))!;
        return answers.Count == _parents.Count
            ? answers
            : throw new InvalidOperationException($"{_field.Method.DeclaringType!.Name}.{_field.Method.Name} was asked for {_parents.Count} parents and answered for {answers.Count}.");
    }

    private sealed class Place(Batch batch, int index) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken stop = default)
        {
            try
            {
                return (await (batch._answers ??= batch.Ask()))[index];
            }
            catch (ExecutionError refused)
            {
                // Each place has a path of its own, which the executer writes into the error.
                throw new ExecutionError(refused.Message) { Code = refused.Code };
            }
            catch (Exception) when (batch._told)
            {
                // The first place is enough for the log.
                throw Faults.MaskedError(batch._context.RequestServices!.GetRequiredService<RequestContext>().CorrelationId);
            }
            finally
            {
                batch._told = true;
            }
        }
    }
}
