namespace Engage;

/// <summary>
/// An attack on what would be told of some counts that hang together, and the cover against it: whoever knows what is told, and how the counts overlap, looks
/// for a small one; where there is none but a few counts that fit, more is left out until there are enough.
/// </summary>
/// <remarks>
/// That a count cannot be found is never taken from the linear program alone: for each there are two whole-number answers, checked exactly, that fit all that
/// is told, one of which is not small. To leave more out makes more answers fit and none less, so what was once found safe stays so.
/// </remarks>
internal sealed class SuppressionAttack
{
    private readonly long[] _atoms;
    private readonly int[][] _rowsOf;
    private readonly SuppressionRow[] _rows;
    private readonly SuppressionTarget[] _targets;
    private readonly List<SuppressionTarget>[] _targetsOf;
    private readonly SuppressionBounds _bounds;
    private readonly int _steps;

    /// <param name="atoms">How many there are of each atom.</param>
    /// <param name="rows">What is told of them.</param>
    /// <param name="targets">What nobody may find.</param>
    /// <param name="steps">After how many steps it gives up, and leaves out all that was not told before.</param>
    public SuppressionAttack(long[] atoms, SuppressionRow[] rows, SuppressionTarget[] targets, int steps)
    {
        (_atoms, _rows, _targets, _steps) = (atoms, rows, targets, steps);
        _rowsOf = Inverted(rows.Select(row => row.Atoms), atoms.Length);
        _targetsOf = [.. Inverted(targets.Select(target => target.Atoms), atoms.Length).Select(of => of.Select(index => targets[index]).ToList())];
        _bounds = new(atoms, _rowsOf, rows.Length);
        for (var row = 0; row < rows.Length; row++) SetBounds(row, rows[row].Told);
    }

    /// <summary>Leaves out rows until no target is found.</summary>
    public void Cover()
    {
        foreach (var target in _targets)
        {
            var mendable = false;
            while (!IsSafe(target, shared: true))
            {
                if (!mendable) Mend(target);
                mendable = true;
                if (target.IsSafe) break;
                if (_bounds.Steps > _steps) { LeaveOutAll(); return; }
                if (Weakest(target) is not { } row) break;
                LeaveOut(row);
            }
        }
    }

    private void LeaveOutAll()
    {
        for (var row = 0; row < _rows.Length; row++) LeaveOut(row);
    }

    private void LeaveOut(int row)
    {
        _rows[row].Told = false;
        SetBounds(row, told: false);
    }

    private void SetBounds(int row, bool told) => (_bounds.Low[_atoms.Length + row], _bounds.High[_atoms.Length + row]) = _rows[row].Room(told);

    /// <summary>
    /// Of a count that would be found if nothing more were told than what was before, no more is asked than that it is not found any better.
    /// </summary>
    private void Mend(SuppressionTarget target)
    {
        if (_rows.All(row => !row.ToldBefore)) return;
        for (var row = 0; row < _rows.Length; row++) SetBounds(row, told: false);
        var (low, high) = Reached(target);
        for (var row = 0; row < _rows.Length; row++) SetBounds(row, _rows[row].Told);
        target.AskNoMoreThan(low, high);
    }

    /// <summary>
    /// The row to leave out: of those that hold the target, smallest first, one without which it is safe; else the one that holds it most. Null where only what
    /// was told before holds it.
    /// </summary>
    private int? Weakest(SuppressionTarget target)
    {
        var holding = Holding(target);
        int? weakest = null;
        var widest = -1L;
        foreach (var row in holding.OrderBy(row => _rows[row].Count).ThenBy(row => row).Take(8))
        {
            SetBounds(row, told: false);
            var (low, high) = Reached(target);
            SetBounds(row, told: true);
            if (target.WouldBeSafe(low, high)) return row;
            if (high - low > widest) (weakest, widest) = (row, high - low);
        }
        return weakest;
    }

    /// <summary>The rows whose being told holds the target where it is: those with a price; or where only whole numbers hold it, those it is counted with.</summary>
    private HashSet<int> Holding(SuppressionTarget target)
    {
        HashSet<int> holding = [];
        foreach (var sign in (int[])[1, -1])
        {
            _bounds.Move(target.Atoms, sign, target.Missing(sign));
            for (var row = 0; row < _rows.Length; row++)
            {
                if (_rows[row].Told && Math.Abs(_bounds.Price(row)) > 1e-7) holding.Add(row);
            }
        }
        if (holding.Count > 0) return holding;
        HashSet<int> near = [.. target.Atoms];
        for (var grown = -1; holding.Count == 0 && grown != near.Count;)
        {
            grown = near.Count;
            foreach (var row in near.SelectMany(atom => _rowsOf[atom]).ToHashSet())
            {
                if (_rows[row].Told) holding.Add(row);
                near.UnionWith(_rows[row].Atoms);
            }
        }
        return holding;
    }

    private (long Low, long High) Reached(SuppressionTarget target)
    {
        var alone = target with { };
        IsSafe(alone, shared: false);
        return (alone.Low, alone.High);
    }

    private bool IsSafe(SuppressionTarget target, bool shared)
    {
        if (target.IsSafe) return true;
        Search(target, 1, shared);
        if (!target.IsSafe) Search(target, -1, shared);
        return target.IsSafe;
    }

    /// <summary>
    /// Looks for a whole-number answer as far up or down as is asked. Where the program finds a broken one, a multiple may do, or the same search with what is
    /// broken held nearer to the truth.
    /// </summary>
    private void Search(SuppressionTarget target, int sign, bool shared)
    {
        var enough = target.Missing(sign);
        if (enough <= 0) return;
        List<(int Atom, double Low, double High)> held = [];
        for (var turn = 0; turn < 12; turn++)
        {
            _bounds.Move(target.Atoms, sign, enough);
            if (Accepted(target, shared) is not { } broken) break;
            held.Add((broken, _bounds.Low[broken], _bounds.High[broken]));
            if (_bounds.Change(broken) > 0) _bounds.High[broken] = Math.Floor(_bounds.Change(broken));
            else _bounds.Low[broken] = Math.Ceiling(_bounds.Change(broken));
        }
        for (var index = held.Count - 1; index >= 0; index--) (_bounds.Low[held[index].Atom], _bounds.High[held[index].Atom]) = (held[index].Low, held[index].High);
    }

    /// <summary>Takes note of the answer; else says which atom of it is broken.</summary>
    private int? Accepted(SuppressionTarget target, bool shared)
    {
        int? broken = null;
        foreach (var multiple in (int[])[1, 2, 3, 4, 6])
        {
            List<(int Atom, long By)> change = [];
            var whole = true;
            for (var atom = 0; atom < _atoms.Length; atom++)
            {
                var by = _bounds.Change(atom) * multiple;
                if (by == 0) continue;
                if (Math.Abs(by - Math.Round(by)) > 1e-6)
                {
                    broken ??= atom;
                    whole = false;
                    break;
                }
                if (Math.Round(by) is not 0 and var rounded) change.Add((atom, (long)rounded));
            }
            if (!whole || !Fits(change)) continue;
            if (shared) Note(change);
            target.Note(target.Value + change.Where(each => target.Atoms.Contains(each.Atom)).Sum(each => each.By));
            return null;
        }
        return broken;
    }

    private bool Fits(List<(int Atom, long By)> change)
    {
        Dictionary<int, long> moved = [];
        foreach (var (atom, by) in change)
        {
            if (_atoms[atom] + by < 0) return false;
            foreach (var row in _rowsOf[atom]) moved[row] = moved.GetValueOrDefault(row) + by;
        }
        return moved.All(row => row.Value >= _bounds.Low[_atoms.Length + row.Key] && row.Value <= _bounds.High[_atoms.Length + row.Key]);
    }

    private void Note(List<(int Atom, long By)> change)
    {
        Dictionary<SuppressionTarget, long> moved = new(ReferenceEqualityComparer.Instance);
        foreach (var (atom, by) in change)
        {
            foreach (var target in _targetsOf[atom]) moved[target] = moved.GetValueOrDefault(target) + by;
        }
        foreach (var (target, by) in moved) target.Note(target.Value + by);
    }

    private static int[][] Inverted(IEnumerable<int[]> sets, int count)
    {
        List<int>[] of = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        foreach (var (index, set) in sets.Index())
        {
            foreach (var each in set) of[each].Add(index);
        }
        return [.. of.Select(each => each.ToArray())];
    }
}
