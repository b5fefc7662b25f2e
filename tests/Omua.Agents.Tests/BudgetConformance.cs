using Omua.Agents.Budgets;

namespace Omua.Agents.Tests;

public sealed class BudgetConformance() : BuiltInConformance(() => new BudgetAgent());
