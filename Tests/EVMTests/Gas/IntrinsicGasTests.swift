import EVM
import EthereumTypes
import Testing

@Suite struct IntrinsicGasTests {
  static let data: [UInt8] = [0, 0, 1, 2, 3]

  static let plain: [(Fork, UInt64)] = [
    (.frontier, 21_000 + 2 * 4 + 3 * 68), (.byzantium, 21_212), (.istanbul, 21_056),
    (.amsterdam, 21_056),
  ]

  @Test(arguments: plain.indices) func chargesData(index: Int) {
    let (fork, expected) = Self.plain[index]
    let rules = ForkRules.rules(for: fork)
    #expect(rules.intrinsicGas(data: Self.data, isCreation: false) == expected)
  }

  @Test func chargesCreations() {
    func gas(_ fork: Fork, _ count: Int) -> UInt64 {
      ForkRules.rules(for: fork).intrinsicGas(
        data: [UInt8](repeating: 0, count: count), isCreation: true)
    }
    #expect(gas(.frontier, 0) == 21_000)
    #expect(gas(.homestead, 33) == 53_132)
    // EIP-3860: two gas a word, parts of words count.
    #expect(gas(.shanghai, 0) == 53_000)
    #expect(gas(.shanghai, 1) == 53_006)
    #expect(gas(.shanghai, 32) == 53_130)
    #expect(gas(.shanghai, 33) == 53_136)
  }

  @Test func chargesAccessListsAndAuthorizations() {
    let list = [
      AccessListEntry(address: .zero, storageKeys: [1, 2]),
      AccessListEntry(address: .zero, storageKeys: []),
    ]
    let rules = ForkRules.rules(for: .prague)
    let gas = rules.intrinsicGas(
      data: [], isCreation: false, accessList: list, authorizationCount: 3)
    #expect(gas == 21_000 + 2 * 2_400 + 2 * 1_900 + 3 * 25_000)
  }

  @Test func floorsCalldata() {
    #expect(ForkRules.rules(for: .prague).calldataFloor(Self.data) == 21_000 + 10 * (2 + 12))
    #expect(ForkRules.rules(for: .cancun).calldataFloor(Self.data) == 0)
  }
}
