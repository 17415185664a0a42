import EVM
import EthereumTypes

/// Where the two ways of running a program differ.
package struct ProgramDifference: Sendable, Equatable {
  /// One thing that differs.
  package struct Field: Sendable, Equatable, Codable {
    package var name: String
    /// Of the run block by block.
    package var blocks: String
    /// Of the run opcode by opcode.
    package var steps: String
  }

  package var fields: [Field]
}

extension ProgramDifference {
  /// Compares everything that the two runs did; the stacks where both left one.
  package init?(_ blocks: ProgramOutcome, _ steps: ProgramOutcome) {
    fields = []
    compare("status", blocks.status, steps.status)
    compare("gas left", blocks.gasLeft, steps.gasLeft)
    compare("refund", blocks.refund, steps.refund)
    compare("output", blocks.output, steps.output) { $0.hex }
    compare("created address", blocks.createdAddress, steps.createdAddress)
    compareLists("log", blocks.logs, steps.logs)
    compareLists("account", blocks.accounts, steps.accounts)
    compareLists("slot", blocks.slots, steps.slots)
    compare("memory", blocks.remains.memory, steps.remains.memory) { $0.hex }
    if let blocks = blocks.remains.stack, let steps = steps.remains.stack {
      compareLists("stack item", blocks, steps) { $0.hex }
    }
    if fields.isEmpty { return nil }
  }

  private mutating func compare<Value: Equatable>(
    _ name: String, _ blocks: Value, _ steps: Value,
    text: (Value) -> String = { "\($0)" }
  ) {
    if blocks == steps { return }
    fields.append(Field(name: name, blocks: text(blocks), steps: text(steps)))
  }

  /// The first element that differs stands for the list.
  private mutating func compareLists<Value: Equatable>(
    _ name: String, _ blocks: [Value], _ steps: [Value],
    text: (Value) -> String = { "\($0)" }
  ) {
    if blocks == steps { return }
    let index = zip(blocks, steps).prefix { $0 == $1 }.map { _ in 0 }.count
    func element(_ list: [Value]) -> String {
      index < list.count ? text(list[index]) : "none, of \(list.count)"
    }
    fields.append(
      Field(name: "\(name) \(index)", blocks: element(blocks), steps: element(steps)))
  }
}
