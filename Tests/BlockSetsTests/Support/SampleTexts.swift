import BlockAccessLists
import EthereumTypes

/// Small well-formed files of each format, made from values that the tests know.
enum SampleTexts {
  static let recipient = Address(word: 0xbeef)
  static let key = [UInt8](repeating: 0x45, count: 32)

  static let transaction = Transaction.dynamicFee(
    chainID: 1, nonce: 0, maxPriorityFeePerGas: 1, maxFeePerGas: 10, gasLimit: 21_000,
    to: recipient, value: 5, data: [0xab, 0xcd],
    accessList: [AccessListEntry(address: recipient, storageKeys: [7])]
  ).signed(with: key)

  /// An Amsterdam header over an empty parent.
  static func header(number: UInt64) -> BlockHeader {
    var header = BlockHeader(number: number, gasLimit: 30_000_000, timestamp: 12 * number)
    header.extraData = [1, 2, 3]
    header.baseFeePerGas = 7
    header.withdrawalsRoot = .emptyTrieRoot
    header.blobGasUsed = 0
    header.excessBlobGas = 0
    header.parentBeaconBlockRoot = .zero
    header.requestsHash = .zero
    header.blockAccessListHash = .emptyListHash
    header.slotNumber = number
    return header
  }

  static let block = Block(
    header: header(number: 1), transactions: [transaction],
    withdrawals: [Withdrawal(index: 0, validatorIndex: 1, address: recipient, amount: 2)])

  static func headerMembers(_ header: BlockHeader, isJSONRPC: Bool) -> String {
    let names =
      isJSONRPC
      ? ["sha3Uncles", "miner", "transactionsRoot", "receiptsRoot", "logsBloom"]
      : ["uncleHash", "coinbase", "transactionsTrie", "receiptTrie", "bloom"]
    return """
      "parentHash": "\(header.parentHash)", "\(names[0])": "\(header.ommersHash)",
      "\(names[1])": "\(header.feeRecipient)", "stateRoot": "\(header.stateRoot)",
      "\(names[2])": "\(header.transactionsRoot)", "\(names[3])": "\(header.receiptsRoot)",
      "\(names[4])": "\(header.logsBloom.hex)", "difficulty": "0x00",
      "number": "\(UInt256(header.number).hex)", "gasLimit": "0x01c9c380", "gasUsed": "0x00",
      "timestamp": "\(UInt256(header.timestamp).hex)", "extraData": "0x010203",
      "mixHash": "\(Hash32.zero)", "nonce": "0x0000000000000000", "baseFeePerGas": "0x07",
      "withdrawalsRoot": "\(Hash32.emptyTrieRoot)", "blobGasUsed": "0x00",
      "excessBlobGas": "0x00", "parentBeaconBlockRoot": "\(Hash32.zero)",
      "requestsHash": "\(Hash32.zero)", "blockAccessListHash": "\(Hash32.emptyListHash)",
      "slotNumber": "\(UInt256(header.slotNumber ?? 0).hex)", "hash": "\(header.hash)"
      """
  }

  static let preState = """
    {"0x00000000000000000000000000000000000000aa":
      {"nonce": "0x01", "balance": "0x0de0b6b3a7640000", "code": "0x6001", "storage":
        {"0x00": "0x01", "0x02": "0x00"}}}
    """

  static let blockAccessList = """
    [{"address": "\(recipient)",
      "nonceChanges": [{"blockAccessIndex": "0x01", "postNonce": "0x09"}],
      "balanceChanges": [{"blockAccessIndex": "0x02", "postBalance": "0x05"},
                         {"blockAccessIndex": "0x01", "postBalance": "0x04"}],
      "codeChanges": [{"blockAccessIndex": "0x01", "newCode": "0x6001"}],
      "storageChanges": [{"slot": "0x07", "slotChanges":
        [{"blockAccessIndex": "0x01", "postValue": "0x01"}]}],
      "storageReads": ["0x09", "0x03", "0x03"]},
     {"address": "\(Address.zero)", "nonceChanges": [], "balanceChanges": [],
      "codeChanges": [], "storageChanges": [], "storageReads": []}]
    """

  /// A valid block, then one that is cut short and one that lists its contents apart.
  static func blockchainTest(network: String = "Amsterdam") -> String {
    let rlp = block.encoded
    return """
      {"a case": {
        "_info": {"comment": "sample"},
        "network": "\(network)",
        "config": {"network": "\(network)", "chainid": "0x01", "blobSchedule":
          {"Amsterdam": {"target": "0x02", "max": "0x03", "baseFeeUpdateFraction": "0x04"},
           "Unknown": {"target": "0x02", "max": "0x03", "baseFeeUpdateFraction": "0x04"}}},
        "genesisBlockHeader": {\(headerMembers(header(number: 0), isJSONRPC: false))},
        "pre": \(preState),
        "blocks": [
          {"rlp": "\(rlp.hex)", "blockAccessList": \(blockAccessList),
           "receipts": [{"rlp": "0xc0"}]},
          {"rlp": "\(Array(rlp.dropLast()).hex)", "expectException": "BlockException.X"},
          {"rlp": "\(rlp.hex)", "expectException": "BlockException.X|BlockException.Y",
           "rlp_decoded": {"blockAccessList": []}}],
        "postState": \(preState),
        "lastblockhash": "\(block.header.hash)"}}
      """
  }

  static func stateTest() -> String {
    """
    {"a case": {
      "env": {"currentCoinbase": "\(recipient)", "currentGasLimit": "0x01c9c380",
        "currentNumber": "0x01", "currentTimestamp": "0x03e8", "currentDifficulty": "0x00",
        "currentRandom": "\(Hash32.zero)", "currentBaseFee": "0x07",
        "currentExcessBlobGas": "0x00", "slotNumber": "0x09"},
      "pre": \(preState),
      "transaction": {"nonce": "0x00", "gasPrice": "0x0a",
        "gasLimit": ["0x5208", "0xf4240"], "to": "",
        "value": ["0x01", "0x:bigint 0x1\(String(repeating: "0", count: 64))"],
        "data": ["0x", "0x6001"], "accessLists": [null, []],
        "secretKey": "\(key.hex)"},
      "post": {"Cancun": [
        {"hash": "\(Hash32.zero)", "logs": "\(Hash32.emptyListHash)", "txbytes": "0xc0",
         "indexes": {"data": 1, "gas": 1, "value": 0}},
        {"hash": "\(Hash32.zero)", "logs": "\(Hash32.emptyListHash)",
         "indexes": {"data": 0, "gas": 0, "value": 1},
         "expectException": "TransactionException.RLP_INVALID_VALUE"}],
       "Neverland": [
        {"hash": "\(Hash32.zero)", "logs": "\(Hash32.emptyListHash)",
         "indexes": {"data": 0, "gas": 0, "value": 0}, "state": \(preState)}]}}}
    """
  }

  /// A record on a chain of no known schedule, with the block of the other samples.
  static func realBlock() -> String {
    """
    {"format": "real-block/1", "chainId": 4242, "number": 1, "fork": "amsterdam",
     "block": {\(headerMembers(block.header, isJSONRPC: true)), "uncles": [],
      "transactions": [
       {"hash": "\(transaction.hash)", "type": "0x2", "chainId": "0x1", "nonce": "0x0",
        "gas": "0x5208", "to": "\(recipient)", "value": "0x5", "input": "0xabcd",
        "maxPriorityFeePerGas": "0x1", "maxFeePerGas": "0xa", "accessList":
        [{"address": "\(recipient)", "storageKeys": ["\(Hash32(word: 7))"]}],
        "v": "\(transaction.signature.v.hex)", "r": "\(transaction.signature.r.hex)",
        "s": "\(transaction.signature.s.hex)"}],
      "withdrawals": [{"index": "0x0", "validatorIndex": "0x1", "address": "\(recipient)",
        "amount": "0x2"}]},
     "preState": {"\(recipient)": {"balance": "0x1", "nonce": "0x0", "codeHash":
       "\(Hash32.emptyKeccak)", "storage": {}}},
     "blockHashes": {"0": "\(Hash32.zero)"}}
    """
  }
}
