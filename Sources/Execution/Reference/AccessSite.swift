import EVM
import EthereumTypes
import Scheduling

/// Where a transaction first touches a resource.
package struct AccessSite: Equatable, Sendable {
  /// 0 where the transaction itself does, before or beside any code; 1 in the code that it calls,
  /// 2 in what that calls, and so on.
  package let callDepth: Int
  /// The mnemonic; `nil` where the transaction itself touches it.
  package let opcode: String?

  package init(callDepth: Int, opcode: String?) {
    self.callDepth = callDepth
    self.opcode = opcode
  }
}

extension ChainRunner {
  /// Finds where a transaction of the block first touches a resource, by executing it opcode by
  /// opcode after the ones before it.
  ///
  /// To be asked before the chain advances past the block.
  ///
  /// - Returns: `nil` where no opcode names the resource, such as the code that a delegation of
  ///   EIP-7702 leads to.
  package func site(
    of resource: Resource, in transaction: TransactionIndex, of block: PreparedBlock
  ) throws(BlockInvalidity) -> AccessSite? {
    let executable = block.executable.transactions[transaction.rawValue]
    if executable.touchesItself(resource) { return AccessSite(callDepth: 0, opcode: nil) }
    let observer = AccessSiteObserver(resource, fork: block.fork)
    var log = AccessLog()
    let machine = try beginReplay(of: block.executable)
    for earlier in 0..<transaction.rawValue {
      _ = try execute(
        TransactionIndex(rawValue: earlier), of: block.executable, on: machine, log: &log)
    }
    machine.evm.observe(with: observer)
    defer { machine.evm.observe(with: nil) }
    _ = try execute(transaction, of: block.executable, on: machine, log: &log)
    return observer.site
  }

  /// The nanoseconds that each transaction takes when the block is executed in sequence once more.
  ///
  /// To be asked before the chain advances past the block.
  package func transactionTimes(
    of block: PreparedBlock
  ) throws(BlockInvalidity) -> [UInt64] {
    var log = AccessLog()
    let machine = try beginReplay(of: block.executable)
    var times: [UInt64] = []
    times.reserveCapacity(block.transactionCount)
    for index in 0..<block.transactionCount {
      let began = ContinuousClock.now
      _ = try execute(
        TransactionIndex(rawValue: index), of: block.executable, on: machine, log: &log)
      times.append(began.elapsedNanoseconds)
    }
    return times
  }

  /// A machine that stands before the block's first transaction.
  private func beginReplay(of block: ExecutableBlock) throws(BlockInvalidity) -> Machine {
    let own = machines.machines(for: block.fork)
    let start = try BlockStart(block, on: store, machines: own)
    own[0].evm.beginBlock(block.context.environment, reader: start.readers[0])
    return own[0]
  }
}

extension ExecutableTransaction {
  /// Whether validating the transaction and starting its message touch the resource.
  fileprivate func touchesItself(_ resource: Resource) -> Bool {
    switch resource {
    case .balance(let address), .nonce(let address):
      address == sender || authorities.contains(address)
    case .code(let address):
      address == sender || address == transaction.to || authorities.contains(address)
    case .storage: false
    }
  }
}

/// Looks for the first opcode that touches a resource.
private final class AccessSiteObserver: StepObserver {
  private let resource: Resource
  private let fork: Fork
  private(set) var site: AccessSite?

  init(_ resource: Resource, fork: Fork) {
    self.resource = resource
    self.fork = fork
  }

  func begin(_ step: borrowing ExecutionStep) {
    guard site == nil, let opcode = Opcode(rawValue: step.opcode), touches(step, opcode) else {
      return
    }
    site = AccessSite(callDepth: step.depth, opcode: opcode.name(in: fork))
  }

  func end(gasCost: Int64, ending: StepEnding) {}
  func endMessage(_ outcome: CallOutcome) {}

  private func touches(_ step: borrowing ExecutionStep, _ opcode: Opcode) -> Bool {
    let stack = step.stack
    func operand(_ place: Int) -> UInt256? {
      place < stack.count ? stack[stack.count - 1 - place] : nil
    }
    func names(_ address: Address, at place: Int) -> Bool {
      operand(place).map(Address.init(word:)) == address
    }
    let isSelf = step.address == resource.address
    func movesEther(_ place: Int) -> Bool { operand(place).map { $0 != .zero } ?? false }
    switch (resource, opcode) {
    case (.storage(_, let slot), .sload), (.storage(_, let slot), .sstore):
      return isSelf && operand(0) == slot
    case (.storage, _): return false
    // Whether an account is empty, its balance, nonce and code tell (EIP-161).
    case (let resource, .extcodehash): return names(resource.address, at: 0)
    case (.balance(let address), .balance): return names(address, at: 0)
    case (.balance, .selfbalance): return isSelf
    case (.balance(let address), .call): return movesEther(2) && (isSelf || names(address, at: 1))
    case (.nonce(let address), .call): return movesEther(2) && names(address, at: 1)
    case (.balance, .callcode): return movesEther(2) && isSelf
    case (.balance, .create), (.balance, .create2): return movesEther(0) && isSelf
    case (.nonce, .create), (.nonce, .create2): return isSelf
    case (let resource, .selfdestruct): return isSelf || names(resource.address, at: 0)
    case (.code(let address), .extcodesize), (.code(let address), .extcodecopy):
      return names(address, at: 0)
    case (.code(let address), .call), (.code(let address), .callcode),
      (.code(let address), .delegatecall), (.code(let address), .staticcall):
      return names(address, at: 1)
    default: return false
    }
  }
}
