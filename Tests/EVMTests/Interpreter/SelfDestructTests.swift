import EVM
import EthereumTypes
import Testing

@Suite struct SelfDestructTests {
  @Test func keepsOldContractsSinceCancun() throws {
    let execution = try #require(TestMachine("PUSH 0xdead SELFDESTRUCT").runBothWays())
    #expect(execution.gasUsed == 3 + 5_000 + 2_600 + 25_000)
    #expect(execution.refund == 0)
    #expect(execution.logs.count == 1)
    let contract = try #require(execution.accounts.first)
    #expect(contract.contains("-> Optional(EVM.AccountState(nonce: 1, balance: 0"), "\(contract)")
  }

  static let older: [(Fork, gas: Int64, refund: Int64)] = [
    (.shanghai, 32_603, 0), (.berlin, 32_603, 24_000), (.istanbul, 30_003, 24_000),
    (.frontier, 3, 24_000),
  ]

  @Test(arguments: older.indices) func deletesOldContractsBefore(index: Int) throws {
    let (fork, gas, refund) = Self.older[index]
    let machine = TestMachine("PUSH 0xdead SELFDESTRUCT", fork: fork)
    let execution = try #require(machine.runBothWays())
    #expect(execution.gasUsed == gas && execution.refund == refund)
    #expect(execution.accounts[0].contains("-> nil"))
  }

  @Test func givesNothingToItselfWithoutALog() throws {
    let execution = try #require(TestMachine("ADDRESS SELFDESTRUCT").runBothWays())
    #expect(execution.logs.isEmpty)
    #expect(
      execution.accounts[0].contains("-> Optional(EVM.AccountState(nonce: 1, balance: 1000000"))
  }

  /// A contract created in this transaction burns what it gives to itself (EIP-6780, EIP-7708).
  @Test func burnsInTheSameTransaction() throws {
    let text = CreationTests.creating(assemble("ADDRESS SELFDESTRUCT"), value: 6)
    let execution = try #require(TestMachine(text).runBothWays())
    #expect(execution.logs.count == 2)
    #expect(execution.logs[1].topics[0] == keccak256(Array("Burn(address,uint256)".utf8)))
    #expect(execution.logs[1].data == UInt256(6).bigEndianBytes)
    let created = ContractAddress.created(by: TestMachine.contract, nonce: 1)
    let account = try #require(execution.accounts.first { $0.hasPrefix("\(created)") })
    #expect(account.contains("nil -> nil"), "\(account)")
  }

  /// EIP-7928: the beneficiary is listed once its access is paid, even if its creation is not.
  @Test func listsTheBeneficiaryWhenItsAccessIsPaid() throws {
    let machine = TestMachine("PUSH 0xdead SELFDESTRUCT")
    #expect(machine.runBothWays(gas: 3 + 7_599)?.accounts.count == 1)
    #expect(machine.runBothWays(gas: 3 + 7_600)?.accounts.count == 2)
    #expect(machine.runBothWays(gas: 3 + 32_599)?.status == .halt(.outOfGas))
    #expect(machine.runBothWays(gas: 3 + 32_600)?.status == .success)
  }
}
