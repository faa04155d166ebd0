//! The function that executors call: it runs a job from its text, and returns the part file.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{Array, ArrayRef, StringArray, StructArray};
use arrow_schema::{DataType, Field, Fields};
use cetak::campaign::Job;
use cetak::error::ErrorKind;
use cetak::experiment::Control;
use datafusion::common::{DataFusionError, Result};
use datafusion::execution::session_state::{SessionState, SessionStateBuilder};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use datafusion::prelude::SessionConfig;

/// The name of the function in SQL.
pub const NAME: &str = "run_job";

/// The function, for the registries of client, scheduler and executor: a plan with a function that one of them does not know is refused.
/// `executor` is the address of the executor that calls it.
pub fn function(executor: impl Into<String>) -> Arc<ScalarUDF> {
    Arc::new(ScalarUDF::from(RunJob {
        executor: executor.into(),
        // A volatile function is called where its row is, and never while the query is planned.
        signature: Signature::exact(vec![DataType::Utf8], Volatility::Volatile),
    }))
}

/// The state of a session that knows the function.
pub fn session(config: SessionConfig) -> SessionState {
    let mut builder = SessionStateBuilder::new()
        .with_config(config)
        .with_default_features();
    let functions = builder.scalar_functions().get_or_insert_default();
    functions.push(function(""));
    builder.build()
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct RunJob {
    executor: String,
    signature: Signature,
}

/// What it returns: the part file, or why the job failed, or why this executor cannot run it, and by whom it was run.
fn fields() -> Fields {
    Fields::from(vec![
        Field::new("part", DataType::Utf8, true),
        Field::new("error", DataType::Utf8, true),
        Field::new("refused", DataType::Utf8, true),
        Field::new("executor", DataType::Utf8, false),
    ])
}

impl ScalarUDFImpl for RunJob {
    fn name(&self) -> &str {
        NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(fields()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let texts = arrays[0].as_any().downcast_ref::<StringArray>();
        let texts = texts.ok_or_else(|| DataFusionError::Internal("no text".into()))?;
        let (mut parts, mut errors) = (StringBuilder::new(), StringBuilder::new());
        let (mut refused, mut executors) = (StringBuilder::new(), StringBuilder::new());
        for text in texts {
            let (part, error, why) = match run(text.unwrap_or_default()) {
                Ran::Part(part) => (Some(part), None, None),
                Ran::Failed(error) => (None, Some(error), None),
                Ran::Refused(why) => (None, None, Some(why)),
            };
            parts.append_option(part);
            errors.append_option(error);
            refused.append_option(why);
            executors.append_value(&self.executor);
        }
        let columns: Vec<ArrayRef> = vec![
            Arc::new(parts.finish()),
            Arc::new(errors.finish()),
            Arc::new(refused.finish()),
            Arc::new(executors.finish()),
        ];
        let all = StructArray::try_new(fields(), columns, None)?;
        debug_assert_eq!(all.len(), texts.len());
        Ok(ColumnarValue::Array(Arc::new(all)))
    }
}

/// How a job ended.
#[derive(Debug, PartialEq)]
enum Ran {
    Part(String),
    Failed(String),
    /// This executor cannot read the job, or reads another scenario: it is of another version. That is no fault of the job.
    Refused(String),
}

/// Runs a job on one thread; the executor runs as many at once as it has cores.
fn run(text: &str) -> Ran {
    let job: Job = match text.parse() {
        Ok(job) => job,
        Err(error) => return Ran::Refused(error.to_string()),
    };
    caught(|| {
        let ended = tempfile::tempdir().map_err(|error| Ran::Failed(error.to_string()));
        let ended = ended.and_then(|folder| {
            let file = folder.path().join("part");
            let ran = job.run(&file, Some(1), &Control::default());
            ran.map_err(|error| match error.kind() {
                ErrorKind::Checkpoint => Ran::Refused(error.to_string()),
                _ => Ran::Failed(error.to_string()),
            })?;
            let text = fs::read_to_string(file);
            text.map_err(|error| Ran::Failed(error.to_string()))
        });
        ended.map_or_else(|ran| ran, Ran::Part)
    })
}

/// A panic is a failure of one job, and not of all that were sent with it.
fn caught(run: impl FnOnce() -> Ran) -> Ran {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
        Ran::Failed(format!("a panic: {}", text.unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_job_of_this_version_is_refused() {
        let foreign = r#"{"format":1,"program":"cetak 0.0.0","job":1}"#;
        match run(foreign) {
            Ran::Refused(why) => assert!(why.contains("cetak 0.0.0"), "{why}"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(run("no job"), Ran::Refused(_)));
    }

    #[test]
    fn a_panic_fails_the_job() {
        let ran = caught(|| panic!("at {}", 7));
        assert_eq!(ran, Ran::Failed("a panic: at 7".to_owned()));
        let ran = caught(|| panic!("plain"));
        assert_eq!(ran, Ran::Failed("a panic: plain".to_owned()));
    }
}
