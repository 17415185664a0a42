import EVM
import EthereumTypes
import Testing

@Suite struct PrecompileForkTests {
  /// The highest address of the row that starts at 1, by fork (EIP-196/197/198, 152, 4844, 2537).
  static func last(_ fork: Fork) -> UInt64 {
    switch fork {
    case ..<Fork.byzantium: 0x04
    case ..<Fork.istanbul: 0x08
    case ..<Fork.cancun: 0x09
    case ..<Fork.prague: 0x0a
    default: 0x11
    }
  }

  @Test(arguments: Fork.allCases) func everyForkHasItsContracts(fork: Fork) {
    var expected = (1...Self.last(fork)).map { Address(word: UInt256($0)) }
    if fork >= .osaka { expected.append(Address(word: UInt256(0x100))) }
    #expect(Precompiles.addresses(for: fork) == expected)
    for value in UInt64(0)...0x202 {
      let address = Address(word: UInt256(value))
      #expect(
        Precompiles.isPrecompile(address, fork: fork) == expected.contains(address), "\(address)")
    }
  }

  @Test func looksAtTheWholeAddress() {
    for shift in [9, 16, 32, 64, 127, 128, 159] {
      let address = Address(word: (UInt256(1) << shift) + UInt256(4))
      #expect(!Precompiles.isPrecompile(address, fork: .amsterdam), "\(address)")
    }
  }
}
