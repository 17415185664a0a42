import BlockAccessLists
import EVM
import EthereumTypes

/// A block after its index-0 system calls: the state that every group starts from.
struct BlockStart: Sendable {
  /// One reader for each worker: a reference to an object that two threads use costs both of them.
  let readers: [LayeredState]
  /// What index 0 changed and listed; the transactions are merged on top of it.
  let merged: MergedState

  /// Makes the DAO fork's transfer, and runs the system calls before the transactions on the parent's state.
  init(
    _ block: ExecutableBlock, on parent: any StateReader, machines: [Machine]
  ) throws(BlockInvalidity) {
    let machine = machines[0]
    var log = AccessLog()
    machine.evm.beginBlock(block.context.environment, reader: parent)
    if block.movesDAO { DAOFork.moveEther(on: &machine.evm, log: &log) }
    let gasPrice = block.context.environment.baseFee
    // A contract that is not there, or that fails, changes nothing (EIP-4788, EIP-2935).
    if let root = block.header.parentBeaconBlockRoot {
      _ = try SystemCalls.run(
        SystemCalls.beaconRoots, data: root.bytes, on: &machine.evm, gasPrice: gasPrice,
        log: &log)
    }
    if block.fork >= .prague {
      _ = try SystemCalls.run(
        SystemCalls.historyStorage, data: block.header.parentHash.bytes, on: &machine.evm,
        gasPrice: gasPrice, log: &log)
    }
    var merged = MergedState(feeRecipient: block.header.feeRecipient)
    merged.mergeAll(of: log, at: .preExecution)
    self.merged = merged
    readers = machines.map { _ in LayeredState(base: parent, merged: merged) }
  }
}
