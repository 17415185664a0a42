import EVM
import EthereumTypes

/// The calls that a block itself makes, outside any transaction.
enum SystemCalls {
  /// Caller of every system call; never listed in the block access list for it (EIP-7928).
  static let systemAddress = known("0xfffffffffffffffffffffffffffffffffffffffe")
  static let beaconRoots = known("0x000f3df6d732807ef1319fb7b8bb8522d0beac02")
  static let historyStorage = known("0x0000f90827f1c53a10cb7a02335b175320002935")
  static let withdrawalRequests = known("0x00000961ef480eb55e80d19ad83579a64c007002")
  static let consolidationRequests = known("0x0000bbddc7ce488642fb579f8b00f3a590007251")
  /// What is called after the transactions, since Prague.
  static let afterTransactions = [withdrawalRequests, consolidationRequests]
  /// Gas of one system call; it counts against no limit (EIP-4788).
  static let gas: Int64 = 30_000_000

  /// Runs one system call and appends its accesses to `log`.
  static func run(
    _ target: Address, data: [UInt8], on evm: inout EVM, gasPrice: UInt256,
    log: inout AccessLog
  ) throws(BlockInvalidity) -> CallOutcome {
    evm.beginTransaction(origin: systemAddress, gasPrice: gasPrice, blobHashes: [])
    let outcome = evm.execute(
      CallMessage(kind: .call(to: target), sender: systemAddress, data: data, gas: gas))
    if case .fatal(let error) = outcome.status { throw .execution(error) }
    evm.state.endTransaction(into: &log)
    if let failure = evm.state.failure { throw .execution(.stateRead(failure)) }
    return outcome
  }

  /// Runs a system call that must succeed on a contract that must exist (EIP-7002, EIP-7251).
  static func runRequired(
    _ target: Address, on evm: inout EVM, gasPrice: UInt256, log: inout AccessLog
  ) throws(BlockInvalidity) -> [UInt8] {
    evm.beginTransaction(origin: systemAddress, gasPrice: gasPrice, blobHashes: [])
    let account = evm.state.id(of: target)
    evm.state.touch(account)
    guard evm.state.code(account).count > 0 else {
      if let failure = evm.state.failure { throw .execution(.stateRead(failure)) }
      throw .systemContractMissing(target)
    }
    let outcome = try run(target, data: [], on: &evm, gasPrice: gasPrice, log: &log)
    guard outcome.status == .success else { throw .systemCallFailed(target) }
    return outcome.output
  }

  private static func known(_ hex: String) -> Address {
    guard let address = Address(hex: hex) else { preconditionFailure("malformed constant \(hex)") }
    return address
  }
}
