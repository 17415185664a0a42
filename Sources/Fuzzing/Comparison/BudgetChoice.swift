import BlockSets

/// Chooses gas limits at which a run ends near one of its opcodes.
enum BudgetChoice {
  /// A limit with which the gas gives out at, just before or within a step of the run, or suffices
  /// by a hair; `nil` for a run without steps.
  static func budget(
    near record: StepRecord, of limit: Int64, _ random: inout SeededRandom
  ) -> Int64? {
    guard !record.steps.isEmpty else { return nil }
    let step = record.steps[random.index(of: record.steps.count)]
    let left = step.gas - within(step.cost, &random)
    return max(0, limit - outermostGas(left, depth: step.depth))
  }

  /// The limit with which the gas gives out at the outermost frame's last step that costs any, so
  /// that its stack there is left; `nil` for a run without such a step.
  static func budget(atEndOf record: StepRecord, of limit: Int64) -> Int64? {
    guard let last = record.steps.last(where: { $0.depth == 1 && $0.cost > 0 }) else { return nil }
    return max(0, limit - last.gas + last.cost - 1)
  }

  /// How much of a step's cost the budget has.
  private static func within(_ cost: Int64, _ random: inout SeededRandom) -> Int64 {
    guard cost > 0 else { return 0 }
    return switch random.below(4) {
    case 0: 0
    case 1: cost - 1
    case 2: cost
    default: Int64(random.below(UInt64(cost)))
    }
  }

  /// The outermost frame's gas of which a frame at `depth` has `gas`, if every caller gave all it
  /// could (EIP-150).
  private static func outermostGas(_ gas: Int64, depth: Int) -> Int64 {
    var gas = gas
    for _ in 1..<max(depth, 1) where gas < 1 << 50 { gas = gas / 63 * 64 + gas % 63 }
    return gas
  }
}
