import BlockSets
import EVM
import EthereumTypes

/// Makes a program on which the two ways differ as small as it can be.
package struct ProgramMinimizer {
  private let comparison: ProgramComparison
  /// Differs.
  private var program: Program

  /// Removes opcodes, accounts, storage, data and value while the two ways differ.
  ///
  /// The gas limit may move: with fewer opcodes, other limits lead to the place that matters.
  package static func minimize(_ program: Program, with comparison: ProgramComparison) -> Program {
    var minimizer = ProgramMinimizer(comparison: comparison, program: program)
    var sizeBefore = Int.max
    while minimizer.size < sizeBefore {
      sizeBefore = minimizer.size
      minimizer.removeAccounts()
      for address in minimizer.program.codes.keys.sorted() { minimizer.removeCode(of: address) }
      minimizer.removeRest()
    }
    return minimizer.program
  }

  private var size: Int {
    program.codes.values.reduce(program.accounts.count + program.data.count) {
      $0 + $1.pieces.count
    }
  }

  private mutating func removeAccounts() {
    for address in program.accounts.keys.sorted() where address != Program.sender {
      attempt { $0.accounts[address] = nil }
      attempt { $0.accounts[address]?.storage = [:] }
    }
    for address in program.codes.keys.sorted() where address != Program.contract {
      attempt { $0.codes[address] = nil }
    }
  }

  private mutating func removeCode(of address: Address) {
    guard let code = program.codes[address] else { return }
    _ = DeltaDebugging.minimize(code.pieces) { pieces in
      attempt { $0.codes[address] = ProgramCode(pieces) }
    }
  }

  private mutating func removeRest() {
    attempt { $0.kind = .call }
    if !program.value.isZero { attempt { $0.value = .zero } }
    _ = DeltaDebugging.minimize(program.data) { data in attempt { $0.data = data } }
  }

  /// Keeps a change if the two ways still differ with it.
  @discardableResult
  private mutating func attempt(_ change: (inout Program) -> Void) -> Bool {
    var candidate = program
    change(&candidate)
    guard let gas = differingGas(candidate) else { return false }
    candidate.gas = gas
    program = candidate
    return true
  }

  /// A gas limit with which the candidate differs.
  private func differingGas(_ candidate: Program) -> Int64? {
    let state = candidate.state
    defer { comparison.forgetCode() }
    func run(_ gas: Int64) -> ProgramComparison.Result {
      var candidate = candidate
      candidate.gas = gas
      return comparison.run(candidate.message, on: state)
    }
    let first = run(candidate.gas)
    if first.difference != nil { return candidate.gas }
    // As much gas less as each of the last steps had left, and one unit less.
    for step in first.record.steps.suffix(32) where step.depth == 1 && step.gas <= candidate.gas {
      for gas in [candidate.gas - step.gas + step.cost, candidate.gas - step.gas + step.cost - 1]
      where gas >= 0 && run(gas).difference != nil { return gas }
    }
    return nil
  }
}
