using Engage.Plugins;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Instrumentation;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Engage.GraphQL;

/// <summary>The files of the plugins that run. Each is a query of one text, and is tried against the schema when the host starts.</summary>
internal sealed class Files(IEnumerable<QueryFile> files)
{
    /// <summary>Under this a field of the schema says what permission it takes.</summary>
    public const string Permission = "engage.permission";

    private readonly Dictionary<(string Plugin, string Name), QueryFile> _files = files.ToDictionary(file => (file.Plugin, file.Name));

    public QueryFile? Find(string plugin, string name) => _files.GetValueOrDefault((plugin, name));

    /// <summary>Throws a <see cref="PluginProblem"/> where a file cannot be served from this schema.</summary>
    public static Files Of(IEnumerable<LoadedPlugin> plugins, ISchema schema) =>
        new(plugins.SelectMany(plugin => plugin.Declarations.Files, (plugin, file) => Checked(plugin.Id, file, schema)));

    private static QueryFile Checked(string plugin, FileDeclaration file, ISchema schema)
    {
        var document = Parsed();
        if (document.Definitions is not [GraphQLOperationDefinition { Operation: OperationType.Query, SelectionSet.Selections: [GraphQLField { Directives: null } root] } query])
            throw Problem("is not one query of exactly one field, without fragments and directives");
        var faults = new DocumentValidator().ValidateAsync(new()
        {
            Schema = schema,
            Document = document,
            Operation = query,
            Variables = Inputs.Empty,
            Extensions = Inputs.Empty,
            UserContext = new Dictionary<string, object?>(),
            Metrics = Metrics.None
        }).GetAwaiter().GetResult();
        // A variable without a value is one that the address has to give.
        if (faults.Errors.FirstOrDefault(error => error is not InvalidVariableError) is { } misfit) throw Problem($"does not fit the schema ({misfit.Message})");
        if (schema.Query.GetField(root.Name.Value) is not { } field || Name(field.ResolvedType) != "String") throw Problem("asks for something else than a text; its field has to be a String");
        if (field.GetMetadata<string>(Permission) is { } permission) throw Problem($"takes the permission {permission}, and a file is read without a token");
        var parameters = (query.Variables?.Items ?? []).ToDictionary(variable => variable.Variable.Name.StringValue, variable => Parameter(variable));
        field.WithComplexityImpact(Complexity.ItemsOfAFile);
        return new(plugin, file.Name, file.ContentType, file.Query, parameters);

        GraphQLDocument Parsed()
        {
            try
            {
                return new GraphQLDocumentBuilder().Build(file.Query);
            }
            catch (ExecutionError syntax)
            {
                throw Problem($"cannot be parsed ({syntax.Message})");
            }
        }

        string Parameter(GraphQLVariableDefinition variable)
        {
            var type = variable.Type is GraphQLNonNullType required ? required.Type : variable.Type;
            return type is GraphQLNamedType { Name: var name } && schema.AllTypes[name.Value] is ScalarGraphType
                ? name.StringValue
                : throw Problem($"takes ${variable.Variable.Name.StringValue}, which is neither a scalar nor an enum and cannot stand in an address");
        }

        PluginProblem Problem(string what) => new(PluginCodes.File, $"The query of the file '{file.Name}' {what}. Correct it. (plugin {plugin})");
    }

    private static string? Name(IGraphType? type) => (type is NonNullGraphType required ? required.ResolvedType : type)?.Name;
}
