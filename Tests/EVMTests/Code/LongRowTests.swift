import EVM
import EthereumTypes
import Testing

/// Code that no compiler makes: the analysis holds what a straight line leaves on the stack, and
/// reaches items by numbers of few bits.
@Suite("Long rows of opcodes")
struct LongRowTests {
  /// Every opcode, and what moves the stack between two of them.
  private static let partners: [[UInt8]] = [
    [], [Opcode.push0.rawValue], [Opcode.pop.rawValue], [Opcode.dup16.rawValue],
    [Opcode.swap16.rawValue], [Opcode.add.rawValue], [Opcode.jumpdest.rawValue],
    [Opcode.dupn.rawValue, 90], [Opcode.swapn.rawValue, 90], [Opcode.exchange.rawValue, 0],
  ]

  @Test(arguments: UInt8.min...UInt8.max, [0, 17, 512, 1_000])
  func runInBlocksAsStepByStep(byte: UInt8, depth: Int) {
    let start = [UInt8](repeating: Opcode.push0.rawValue, count: depth)
    for partner in Self.partners {
      let row = (0..<1_500).flatMap { _ in [byte] + partner }
      let machine = TestMachine(start + row, fork: .amsterdam)
      #expect(machine.runBothWays(gas: 1_000_000) != nil, "\(partner)")
    }
  }
}
