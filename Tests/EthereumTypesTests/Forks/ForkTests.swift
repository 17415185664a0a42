import EthereumTypes
import Testing

@Suite("Forks")
struct ForkTests {
  @Test(
    arguments: [
      ("Frontier", .frontier), ("DAOFork", .daoFork), ("EIP150", .tangerineWhistle),
      ("EIP158", .spuriousDragon), ("Constantinople", .constantinople),
      ("ConstantinopleFix", .petersburg), ("Merge", .paris), ("Paris", .paris),
      ("Shanghai", .shanghai), ("BPO1", .bpo1), ("BPO2", .bpo2), ("Amsterdam", .amsterdam),
      ("dao_fork", .daoFork), ("tangerine_whistle", .tangerineWhistle), ("bpo2", .bpo2),
      ("gray_glacier", .grayGlacier), ("constantinople", .constantinople),
    ] as [(String, Fork)])
  func knowsNames(name: String, fork: Fork) {
    #expect(Fork(name: name) == fork)
  }

  @Test(arguments: ["", "HomesteadToDaoAt5", "AMSTERDAM", "Osaka "])
  func refusesOtherNames(name: String) {
    #expect(Fork(name: name) == nil)
  }

  @Test(arguments: Fork.allCases)
  func readsItsOwnName(fork: Fork) {
    #expect(Fork(name: fork.name) == fork)
  }

  @Test func ordersByActivation() {
    #expect(Fork.allCases == Fork.allCases.sorted())
    #expect(Fork.frontier < .homestead && Fork.osaka < .bpo1 && Fork.bpo2 < .amsterdam)
  }
}
