extension WorkloadParameters {
  var repeatedSendersPercent: Int { 20 }
  var freshRecipientsPercent: Int { 20 }
  var oracleConflictsPercent: Int { 10 }
  var oracleHeartbeatsPercent: Int { 10 }
  var distinctAccounts: Bool { false }
  var gasLimit: Int { 60_000_000 }
}
