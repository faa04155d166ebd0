//! The function that executors call: it runs a job from its text, and returns the part file.

use std::fs;
use std::process;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{Array, ArrayRef, StringArray, StructArray};
use arrow_schema::{DataType, Field, Fields};
use cetak::campaign::Job;
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
pub fn function() -> Arc<ScalarUDF> {
    Arc::new(ScalarUDF::from(RunJob {
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
    functions.push(function());
    builder.build()
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct RunJob {
    signature: Signature,
}

/// What it returns: the part file, or what went wrong, and by whom it was run.
fn fields() -> Fields {
    Fields::from(vec![
        Field::new("part", DataType::Utf8, true),
        Field::new("error", DataType::Utf8, true),
        Field::new("process", DataType::Utf8, false),
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
        let mut processes = StringBuilder::new();
        for text in texts {
            match part(text.unwrap_or_default()) {
                Ok(part) => {
                    parts.append_value(part);
                    errors.append_null();
                }
                Err(error) => {
                    parts.append_null();
                    errors.append_value(error);
                }
            }
            processes.append_value(process::id().to_string());
        }
        let columns: Vec<ArrayRef> = vec![
            Arc::new(parts.finish()),
            Arc::new(errors.finish()),
            Arc::new(processes.finish()),
        ];
        let all = StructArray::try_new(fields(), columns, None)?;
        debug_assert_eq!(all.len(), texts.len());
        Ok(ColumnarValue::Array(Arc::new(all)))
    }
}

/// Runs a job on one thread; the executor runs as many at once as it has cores.
fn part(text: &str) -> std::result::Result<String, String> {
    let run = || -> std::result::Result<String, crate::Failure> {
        let job: Job = text.parse()?;
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("part");
        job.run(&file, Some(1), &Control::default())?;
        Ok(fs::read_to_string(file)?)
    };
    run().map_err(|failure| failure.to_string())
}
